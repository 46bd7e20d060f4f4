/** @file A peer's page in the comparison: the address names the peer, so that each is loaded alone. */
const PEERS = {
  jax: () => import('./jax.js'),
  tfjs: () => import('./tfjs.js'),
  transformers: () => import('./transformers.js'),
}

window.openContest = async (kind, threads) => {
  const peer = await PEERS[new URLSearchParams(location.search).get('peer')]()
  window.contest = await {
    training: async () => ({ step: await peer.createTraining(threads) }),
    sampling: () => peer.createSampling(threads),
    large: async () => ({ large: await peer.createLarge(threads) }),
  }[kind]()
}

/** @file The chapter in English. */
import type { Chapter } from './types.ts'

export const ENGLISH: Chapter = {
  language: 'en',
  title: 'Learning from your own mistakes, with someone reading along',
  description:
    'On-policy distillation explained in twelve minutes, with figures that compute: why a student should be taught on its own texts.',
  standfirst:
    'A small language model writes. A larger one, or the same one with the solution in its hands, reads every token and says how likely it would have been. Training on that difference is called *on-policy distillation*, OPD. This chapter explains it in about twelve minutes; its figures are the instruments of the playground, and they run on your device.',
  words: {
    minutes: 'About 12 minutes',
    playground: 'Open the playground',
    contents: 'Contents',
    figure: 'Figure',
    table: 'Table',
    open: 'Open in the playground',
    live: 'live figure',
    receipts: 'Receipts',
    receiptsIntro:
      'Every number above, and where it comes from. Measured numbers are read from the files named here when this page is built, computed ones are computed then; tests hold both.',
    references: 'References',
    languages: 'Languages',
    sectionLink: 'Link to this section',
  },
  sections: {
    'what-it-is': {
      title: 'What it is',
      blocks: [
        {
          kind: 'text',
          text: 'Take a student model that solves {student} of the problems it is given, and a teacher that solves {teacher} of them. We want the student to become as good as the teacher without becoming as large. The oldest way is to have the teacher write solutions and the student repeat them. On-policy distillation turns this round: the *student* writes, and the teacher reads.',
        },
        {
          kind: 'note',
          text: 'Both models of this page have been trained for it, on word problems that a program generates and checks. They are small enough to run in a browser; everything else is as it is with large ones.',
        },
        {
          kind: 'text',
          text: 'Two conditions make it what it is. **C1**: the student itself samples the texts that it learns from. **C2**: the teacher supervises those texts token by token, instead of handing out one mark at the end. Give up C1 and you have imitation; give up C2 and you have reinforcement learning with a sparse reward. OPD has the honesty of the second and the density of the first.',
        },
        {
          kind: 'text',
          text: 'What the teacher says of a token is a log-probability, and so is what the student said when it wrote it. The difference is the *gap*:',
        },
        {
          kind: 'formula',
          tex: String.raw`\mathrm{gap}_t = \log p_T(y_t \mid x, y_{<t}) - \log p_S(y_t \mid x, y_{<t})`,
          said: 'Negative: the teacher finds the token less likely than the student did. The unit is the nat; one nat is a factor of $e$.',
        },
        {
          kind: 'figure',
          figure: 'text',
          caption:
            'A text of the student, marked by the teacher. Below a token a bar says that the teacher finds it less likely, above it more likely. The deepest mark among these {tokens} tokens is {largest-gap}: the teacher finds that token {largest-factor} less likely.',
        },
        {
          kind: 'text',
          text: 'Look at how *local* the complaint is. Nobody told the teacher where the mistake is. It reads from left to right, and where the student leaves the path that the teacher would have taken, its probability collapses: {top-five} of all the disagreement, summed over the text, stands on five tokens. A reward at the end of the text would have said “wrong”, and nothing more.',
        },
      ],
    },
    drift: {
      title: 'Why texts of others make a student drift',
      blocks: [
        {
          kind: 'text',
          text: 'A student that is trained on the teacher’s texts is asked, at every position, to continue a *perfect* beginning. When it writes on its own, the beginnings are its own, and now and then they hold a mistake. From there it has to go on through a country that it never saw in training. This is called exposure bias, and it compounds: a token that is off makes the next context unfamiliar, which makes the next token worse.',
        },
        {
          kind: 'note',
          text: 'With one slip in a hundred tokens, a text of 300 tokens stays on familiar ground to its end with a probability of $0.99^{300}$, which is {survive}.',
        },
        {
          kind: 'text',
          text: 'For imitation in general the effect was made precise long ago. If a learner errs with probability $\\varepsilon$ a step on the expert’s states, imitation can cost it on the order of $\\varepsilon T^2$ over $T$ steps; if it is corrected on the states that it reaches itself, on the order of $\\varepsilon T$ [@dagger]. The remedy, in the robots’ words, is: let the learner drive, and have the expert say at each moment what it would have done. In ours: let the student write, and have the teacher score each token. GKD brought the argument to language models [@gkd], MiniLLM to reverse KL and the policy gradient [@minillm].',
        },
        {
          kind: 'figure',
          figure: 'fork',
          caption:
            'A fork: force another token at one place and let the student go on. One token decides what can still come out right; what follows is fluent in both branches.',
        },
        {
          kind: 'text',
          text: 'This does not make off-policy data useless. It is cheap, it can be made once and used often, and a student that cannot yet write anything worth reading has nothing to be corrected on. The usual order in industry is both: first imitation, until the student’s own texts make sense, then distillation on them. The Qwen3 report describes its small models that way, off-policy first and then on-policy [@qwen3]. GKD has a dial for it, $\\lambda$: the share of steps that use the student’s own texts.',
        },
      ],
    },
    directions: {
      title: 'Two directions of one divergence',
      blocks: [
        {
          kind: 'text',
          text: 'At every position there are two distributions over the next token, and a *divergence* says in one number how far apart they are. The one that everybody meets first is the Kullback–Leibler divergence, and it comes in two directions.',
        },
        {
          kind: 'formula',
          tex: String.raw`\begin{aligned} \mathrm{KL}(p_T \,\|\, p_S) &= \sum_v p_T(v) \log \frac{p_T(v)}{p_S(v)} \\ \mathrm{KL}(p_S \,\|\, p_T) &= \sum_v p_S(v) \log \frac{p_S(v)}{p_T(v)} \end{aligned}`,
          said: 'Above: *forward*, a mean over what the teacher would write. Below: *reverse*, a mean over what the student writes.',
        },
        {
          kind: 'text',
          text: 'The difference is who does the averaging. Forward KL punishes the student wherever the teacher has mass and it has none, so the student learns to cover everything, even what it cannot tell apart. Reverse KL punishes it wherever it has mass and the teacher has none, so it learns to stay where the teacher has been, and may be content with a part of that.',
        },
        {
          kind: 'note',
          text: 'Teacher 0.49, 0.49, 0.02. A student that covers, with a third each: forward {forward-cover}, reverse {reverse-cover}. One that picks the first, 0.96, 0.02, 0.02: forward {forward-pick}, reverse {reverse-pick}.',
        },
        {
          kind: 'text',
          text: 'Three tokens are enough to see it. Let the teacher like two of them equally and the third hardly at all. Forward KL prefers a student that spreads over all three ({forward-cover} against {forward-pick}); reverse KL prefers one that picks one of the good two and forgets the other ({reverse-pick} against {reverse-cover}). For a student that has to *write*, picking is often the better vice: a text from between the modes is one that nobody would have written.',
        },
        {
          kind: 'figure',
          figure: 'bench',
          caption:
            'The same on a line. The teacher has two modes, each student can have one. Press “Run descent” and watch who covers and who picks; drag the teacher’s modes, and press again.',
        },
        {
          kind: 'text',
          text: 'Between the two lies a family. The Jensen–Shannon divergence compares both models with their mixture and has a parameter $\\beta$ that leads from forward to reverse; it stays bounded, so that a single hopeless token cannot take over a step. Skewed divergences mix a little of one model into the other for the same reason (DistiLLM with $\\alpha$ = {skew-alpha} [@distillm]). One warning from practice: libraries do not agree which end of $\\beta$ is which, and which argument of “KL” comes first. Check with two distributions whose values you know.',
        },
      ],
    },
    privilege: {
      title: 'A teacher that knows more',
      blocks: [
        {
          kind: 'text',
          text: 'A teacher need not be larger. It can be the student itself, told something that the student is not: the answer, a hint, the document in which the facts stand, a worked solution, the error message of its last attempt. This is *privileged context*, and with it OPD becomes self-distillation, OPSD [@opsd]. The text that is scored is the same; only the teacher’s prompt is longer.',
        },
        {
          kind: 'text',
          text: 'It works because reading is easier than writing. The student of this page solves {student} of its problems; with a hint in its prompt the very same weights solve {with-hint}, with a worked solution {with-trace}, with nothing but the answer {with-answer}. In the world of bills, where the prices stand in a document, the document lifts it from {ledger} to {ledger-document}. Whatever a note can do in the prompt, distillation can try to move into the weights. Context distillation [@opcd] does it for instructions that one is tired of repeating, SDPO [@sdpo] for feedback on the student’s own attempts.',
        },
        {
          kind: 'figure',
          figure: 'privilege',
          caption:
            'One text, five amounts of privilege. Move the slider: the marks are what the same model thinks of the same text, told nothing, a hint, the facts, the answer, the worked solution. Beside it what training on each of them did, measured without any note.',
        },
        {
          kind: 'text',
          text: 'More told is not always more taught, though. All four notes object to the same digit, the price that the student remembers wrongly: the worked solution by {gap-trace}, the bare answer by {gap-answer}. Yet in a short run on bills and dates each of them lifted the student from {privilege-start} to about the same place: {privilege-hint} with a hint, {privilege-facts} with the facts, {privilege-answer} with the bare answer, {privilege-trace} with the worked solution. One seed and a hundred problems cannot tell these apart. What the note does here is remind a model of what it half knows, and a reminder is enough. With no privilege at all the teacher is the student itself, nothing is taught, and nothing moves ({privilege-nothing}).',
        },
        {
          kind: 'text',
          text: 'And there is a price. The student is asked to write *as if* it knew. What follows from its own prompt it can learn; what does not, it can only guess at, and a student that learns to state what it cannot know has learned to leak. The figure counts texts whose sums do not come out, so that a number stands there which nothing gave: {broken-start} before training, {broken-facts} after training with the facts, {broken-trace} with the worked solution. They are few, and they were not there before. The fewer steps lie between the note and what the student can see, the better the note.',
        },
      ],
    },
    estimators: {
      title: 'One token is an opinion, not a measurement',
      blocks: [
        {
          kind: 'text',
          text: 'A divergence is a sum over the vocabulary. Often one has only the log-probability of the token that was written: a teacher behind a server returns no more, or memory for {vllm-logprobs} entries and not for a hundred thousand. Then the divergence has to be *estimated* from the student’s own draws. With $d = \\log p_T - \\log p_S$ at the drawn token, three estimators of reverse KL are in use:',
        },
        {
          kind: 'formula',
          tex: String.raw`k_1 = -d \qquad k_2 = \tfrac{1}{2} d^2 \qquad k_3 = e^{d} - d - 1`,
          said: 'Means over the student’s draws: $k_1$ and $k_3$ meet reverse KL, $k_2$ only nearby.',
        },
        {
          kind: 'text',
          text: 'For a student with 0.6, 0.3, 0.1 and a teacher with 0.3, 0.3, 0.4 reverse KL is {exact-kl}. $k_1$ is right on average, with a standard deviation of {k1-deviation} a token, more than twice what it estimates, and negative now and then. $k_3$ is never negative, is right on average too, {k3-mean}, and its deviation here is {k3-deviation}. $k_2$ has a mean of {k2-mean}: biased.',
        },
        {
          kind: 'figure',
          figure: 'estimators',
          caption:
            'Draws of the student at one position, each a guess at reverse KL; the line is the value over the whole vocabulary. Draw some, and see how wide the rain is.',
        },
        {
          kind: 'text',
          text: 'A good *value* is not yet a good *gradient*, and this is where implementations go wrong. Put $k_1$ into the loss and differentiate: the teacher drops out, and what is left has mean zero. Differentiate $k_3$, and you get the gradient of *forward* KL on the student’s samples. The right gradient of reverse KL comes from $k_2$, strangely, or from the policy gradient with $d$ as the advantage, which is what tinker’s recipe does [@tinker]. At least one public trainer differentiated $k_1$ in a mode of its own [@areal]; verl refuses it with an error [@verl].',
        },
      ],
    },
    'which-tokens': {
      title: 'Which tokens matter',
      blocks: [
        {
          kind: 'text',
          text: 'Most tokens of a text are copied names, units and punctuation, on which everybody agrees. The disagreement sits on few: in the text of figure 1, {top-five} of it on five of {tokens} tokens. So it is tempting to train on those only, and several methods do.',
        },
        {
          kind: 'figure',
          figure: 'waterfall',
          caption:
            'Tokens by their share of the loss, the largest first; the curve adds them up. Clip, gate or weigh them, and see what is left.',
        },
        {
          kind: 'list',
          items: [
            'By importance: TIP scores a token by the student’s entropy and by the divergence, and reports that {tip-kept} of the tokens do as well as all of them [@tip].',
            'By the teacher’s doubt: where the teacher itself is unsure (entropy above {entropy-tau}), forward KL over its likely tokens is added, so that the student keeps several ways open [@entropy].',
            'By place: distil only the beginning of each text, where most of what follows is decided, and save the rest of the writing [@prefix].',
            'By entry: sum over a small set of tokens at each position, {top-k-set} of them [@rethinking], or clip each entry’s share, at {opsd-clip} in the scripts of OPSD [@opsd].',
          ],
        },
        {
          kind: 'text',
          text: 'One caution. The token with the largest gap is often the one that matters: the wrong digit, the forgotten rule. A clip that was meant against outliers takes away exactly that one. Before you gate, look at what the gate removes. That is what the figure is for.',
        },
      ],
    },
    training: {
      title: 'Training it',
      blocks: [
        {
          kind: 'text',
          text: 'A step is short to describe. Draw problems; let the student write; let the teacher read the same tokens behind its own prompt; take the divergence at every token the student wrote, its mean, its gradient; move the weights; throw the texts away. The sampling itself is not differentiated: the texts are treated as given, and at the next step new ones are written. That is what keeps it on-policy.',
        },
        {
          kind: 'formula',
          tex: String.raw`\mathcal{L}(\theta) = \mathbb{E}_{x}\; \mathbb{E}_{y \sim p_S(\cdot \mid x)} \; \frac{1}{|y|} \sum_{t} D\big(p_T(\cdot \mid c, x, y_{<t}),\; p_S(\cdot \mid x, y_{<t})\big)`,
          said: 'The loss: $D$ is the divergence, $c$ the privileged context (or nothing). $y$ is drawn anew at every step, and no gradient goes through the draw.',
        },
        {
          kind: 'figure',
          figure: 'training',
          caption:
            'The real thing. Press “Train”: this page fetches the models, the student writes, the teacher reads, and accuracy on held-out problems rises while you watch.',
        },
        {
          kind: 'text',
          text: 'In the built page, on two processor cores without any graphics card, GKD lifted greedy accuracy on a hundred held-out problems from {gkd-before} to {gkd-after} in a hundred steps of 16 texts, which took {gkd-seconds}. Self-distillation with the worked solution came from {gkd-before} to {opsd-after}. One seed each: take the second digit as decoration.',
        },
        {
          kind: 'text',
          text: 'Length is taught too, wanted or not. A teacher that is asked to be brief shortens texts from {length-plain} to {length-brief} tokens here, by the note alone, and a student can be distilled from it. The same mechanism makes texts longer when a verbose teacher teaches. Watch length as you watch loss.',
        },
      ],
    },
    failures: {
      title: 'Where it fails',
      blocks: [
        {
          kind: 'text',
          text: 'None of this is safe by construction. The playground has a museum of failures, each produced on the spot, with the evidence and the threshold that were fixed before measuring. The most common ones:',
        },
        {
          kind: 'list',
          items: [
            '*The teacher runs away with the student.* If the privileged teacher has the live weights, what the note does to one half moves the other. Let the starting weights, or a slow average, hold the note.',
            '*Collapse.* Reverse KL alone narrows: samples of one problem become one text. A bounded divergence, some forward KL where the teacher is unsure, or a temperature above 1 when sampling keep them apart.',
            '*Length collapse.* Sums over tokens, or a price for each token, make short wrong texts cheap.',
            '*Stale texts.* Texts of earlier weights, used as if they were fresh: the estimate is biased, and nobody is told.',
            '*The wrong direction.* Arguments swapped, and a loss that still looks plausible.',
            '*A shifted vocabulary.* Two tokenizers that agree nearly everywhere; the gap explodes on the few where they do not.',
            '*A teacher out of its depth.* The further the student’s text is from anything the teacher would write, the less its next-token opinion means. Cut such texts off, mix in some of the teacher’s, or warm up with imitation first.',
          ],
        },
        {
          kind: 'text',
          text: 'And sometimes it is simply not the best tool. With a reliable verifier and cheap samples, reinforcement learning has no teacher to be limited by. With plenty of good texts and short answers, imitation is simpler, and there is little room for errors to compound. An analysis of failures and what mends them is in [@failures].',
        },
      ],
    },
    'for-real': {
      title: 'How to run it for real',
      blocks: [
        {
          kind: 'text',
          text: 'On models of a useful size you would take a library. In TRL [@trl] the plain case is a few lines:',
        },
        {
          kind: 'code',
          code: `from trl import DistillationConfig, DistillationTrainer

args = DistillationConfig(
    output_dir="student-opd",
    teacher_model_name_or_path="TEACHER",
    beta=1.0,                  # 1: reverse KL, 0: forward KL
    learning_rate=1e-6,
    max_completion_length=512,
    use_vllm=True,
)
DistillationTrainer(model="STUDENT", args=args, train_dataset=prompts).train()`,
        },
        {
          kind: 'table',
          head: ['What', 'Where', 'Numbers to start from'],
          rows: [
            [
              'OPD, larger teacher',
              'TRL `DistillationTrainer` [@trl]',
              '`beta` {trl-beta}, `learning_rate` {trl-rate}, `max_completion_length` {trl-length}: its defaults',
            ],
            [
              'Mixed with data',
              'TRL `GKDTrainer` [@trl]',
              '`lmbda` {gkd-lambda}, the share of own texts; `learning_rate` {gkd-rate}',
            ],
            [
              'Privileged self-teacher',
              'TRL `SDFTTrainer` [@trl]',
              'column `privileged_context`; the {sdft-top} likeliest tokens; importance clipped at {sdft-clip}',
            ],
            [
              'Policy gradient on $d$',
              'tinker-cookbook [@tinker]',
              '{tinker-groups} groups a batch, up to {tinker-length} tokens: its recipe',
            ],
            [
              'Beside a task reward',
              'verl [@verl]',
              '`loss_mode=k1` with `use_policy_gradient=True`, or `forward_kl_topk`, which neither renormalises nor has a tail',
            ],
          ],
        },
        {
          kind: 'text',
          text: 'Four things to check before the first long run:',
        },
        {
          kind: 'list',
          items: [
            'The teacher’s server. vLLM returns at most {vllm-logprobs} log-probabilities a position unless told otherwise, and temperature never enters the log-probabilities of a prompt [@vllm]: a loss at another temperature compares two different things.',
            'The tail. A top-$k$ without a tail is not a divergence: it can be negative. Renormalise, or keep the rest as one bucket.',
            'The prompts. Teacher and student must be scored on the very same tokens, behind prompts that belong to the same problem.',
            'The loss at zero. Set the teacher to the student: loss and gradient must vanish. With AdamW they must vanish *exactly*, for it turns rounding noise into full steps.',
          ],
        },
        {
          kind: 'text',
          text: 'Then begin small, keep texts on the student’s side short, log the gap by token and not only its mean, and read samples. The playground’s methods carry the numbers of some forty papers, with their formulas and sources, and every one of them runs. Take the one that is nearest to yours and see on toy problems what it does before you pay for it.',
        },
      ],
    },
  },
}

/**
 * @file The verifiers of the worlds in Python, for trainers that learn from a reward. The rules are those of `src/world`, and a test
 * holds both to each other on generated attempts.
 */
import type { RewardShape } from '../methods/recipe/recipe.ts'

const RULES = String.raw`
# What String.prototype.trim of JavaScript takes away, so that both judge alike.
WHITE = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

TALLY_ANSWER = re.compile(r"(?:Answer|Jibu): *(-?)([0-9]+)(?![0-9]|\.[0-9])")
LINE_ANSWER = re.compile(r"Answer: ([0-9]{1,6})")
ACTION = re.compile(r"(go (?:east|west|north|south)|take key|open door)\b", re.ASCII)
MOVES = {"east": (1, 0), "west": (-1, 0), "north": (0, 1), "south": (0, -1)}


def judge_tally(attempt, gold):
    """The last answer in the text counts, in English or Swahili."""
    found = TALLY_ANSWER.findall(attempt)
    if not found:
        return "malformed"
    sign, digits = found[-1]
    return "right" if sign + re.sub(r"^0+(?=[0-9])", "", digits) == gold else "wrong"


def judge_lines(attempt, gold):
    """The first answer line counts, and nothing may follow it."""
    lines = [line.strip(WHITE) for line in attempt.split("\n")]
    for index, line in enumerate(lines):
        answer = LINE_ANSWER.fullmatch(line)
        if answer:
            if any(lines[index + 1 :]):
                return "malformed"
            return "right" if str(int(answer.group(1))) == gold else "wrong"
    return "malformed"


def judge_quest(attempt, gold):
    """The actions are played anew; what the text claims to have seen is passed over."""
    facts = dict(part.split("=", 1) for part in gold.split(" ")[1:])
    room = lambda name: (int(name[0]), int(name[1]))
    size, limit = int(facts["size"]), int(facts["limit"])
    here, key, door = room(facts["start"]), room(facts["key"]), room(facts["door"])
    walls = {room(name) for name in facts["walls"].split(",") if name}
    has_key, turns, status, stray = False, 0, "playing", False
    for raw in attempt.split("\n"):
        line = raw.strip(WHITE)
        if line == "" or line.startswith(">"):
            continue
        if line.startswith("Answer:"):
            break
        if status != "playing":
            continue
        match = ACTION.match(line)
        action = match.group(1) if match else None
        stray = stray or action is None
        turns += 1
        status = "lost" if turns >= limit else "playing"
        if action is not None and action.startswith("go "):
            column, row = here[0] + MOVES[action[3:]][0], here[1] + MOVES[action[3:]][1]
            if 1 <= column <= size and 1 <= row <= size and (column, row) not in walls:
                here = (column, row)
        elif action == "take key" and not has_key and here == key:
            has_key = True
        elif action == "open door" and here == door and has_key:
            status = "won"
    if status == "won":
        return "right"
    return "malformed" if stray or turns == 0 else "wrong"


def judge_own(attempt, gold):
    """Problems of your own: the last line "Answer: ..." must say what the column says."""
    found = re.findall(r"Answer:[ \t]*(.*)", attempt)
    if not found:
        return "malformed"
    return "right" if found[-1].strip(WHITE) == gold.strip(WHITE) else "wrong"


JUDGES = {
    "tally": judge_tally,
    "tally-sw": judge_tally,
    "ledger": judge_lines,
    "programs": judge_lines,
    "quest": judge_quest,
    "own": judge_own,
}


def judge(attempt, gold, source="own"):
    """"right", "wrong" or "malformed"."""
    return JUDGES.get(source, judge_own)(attempt, gold)


def score(attempt, gold, source="own"):
    """The reward: 1 for a right answer, else 0, minus the price of its length where the recipe has one."""
    value = 1.0 if judge(attempt, gold, source) == "right" else 0.0
    words = len(re.findall(r"\w+|[^\w\s]", attempt))
    return value - LENGTH_COST * max(0, words - LENGTH_FREE)
`

const MAIN = `

if __name__ == "__main__":
    # One JSON object a line in, {"attempt", "gold", "source"}; one verdict a line out.
    for line in sys.stdin:
        row = json.loads(line)
        print(judge(row["attempt"], row["gold"], row.get("source", "own")))
`

/**
 * reward.py of an export.
 * @param wrapper Python that hands \`score\` to the trainer, in its own signature
 */
export function rewardPy(wrapper: string, shape: RewardShape | undefined): string {
  const { free = 0, cost = 0 } = shape?.length ?? {}
  return [
    '"""The verifier of the playground’s worlds as a reward function.\n\nTry it: python3 reward.py < attempts.jsonl\n"""',
    'import json\nimport re\nimport sys\n',
    '# Price of length: words and signs over LENGTH_FREE cost LENGTH_COST each.',
    `LENGTH_FREE = ${free}\nLENGTH_COST = ${cost}`,
    `${RULES}\n${wrapper}${MAIN}`,
  ].join('\n')
}

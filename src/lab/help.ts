/** @file What `lab --help` prints. */
import { SERVER_KINDS } from '../remote/wire.ts'
import { FRAMEWORK_IDS } from '../trainers/trainer.ts'
import { CONTEXT_KINDS, WORLD_IDS } from '../world/types.ts'

export const HELP = `npm run --silent lab -- <verb> [options]

Verbs
  sample      a model writes rollouts for one problem
  score       the same, and a teacher scores every token
  eval        greedy accuracy over n problems, with the 95 % Wilson interval
  train       a student learns by a recipe, a line a step
  race NAME   several recipes from the same start; --list prints the races
  recipe      list | schema | validate FILE | formula ID|FILE | graph ID|FILE -o step.onnx | export ID|FILE --to NAME -o DIR
  import      FILE... -o run.json: what a trainer wrote, rollouts and metrics, in one form
  methods     every method of the field and how far each is proved; --check [ID] proves it now
  loss        loss, gradient and terms of a recipe for logits read from standard input
  divergence  divergences and gradients of logits read from standard input; --list prints the ids
  models      the models that there are

Options
  --json                    JSON on standard output instead of a table
  --world <id>              ${WORLD_IDS.join(' | ')} (default tally; for train: the recipe's)
  --difficulty <n>          default: the world's own
  --problem-seed <n>        default 0; eval and train measure on n problems from here on
  --seed <n>                of the sampling, for train of the whole run, default 0
  --temperature <t>         0 is greedy; default 1, for eval 0
  --top-k <k> --top-p <p> --min-p <p>   default off (0, 1, 0)
  --max-tokens <n>          default 192
  --stop <text>             a text at which writing ends; \\n is a line break; may be given several times
  --n <n>                   rollouts (default 1) or problems (eval 500, train 200, race 100)
  --model <id | folder>     who writes, default student; a folder of a saved model, or of one in Hugging Face layout
                            (config.json, tokenizer.json, model.safetensors: llama, qwen2, qwen3, mistral;
                            or onnx/model.onnx with a key-value cache, which is not trained)
  --adapter <folder>        a LoRA adapter of PEFT for the model in that folder
  --teacher <id | folder>   who scores, default teacher
  --context <kind>          for sample and eval: told to the model; for score: told to the teacher only
                            ${CONTEXT_KINDS.join(' | ')}
  --backend <b>             cpu (default) | wasm | webgpu
  --divergences <list>      for score, e.g. forward-kl,jsd:beta=0.1 (default all)
  --rollout <file | ->      for score: the JSON of an earlier sample instead of a new one
  --trace <file | ->        for score: write the one rollout as the trace that the page imports
  --models <folder>         default models
  --threads <n>             of the cpu backend, default the number of cores, at most 4

A prompt of your own, for sample and score
  --prompt <text>           as it is, with the tokenizer's own special tokens; or
  --prompt-ids <list>       every token that is fed; or
  --chat <file | ->         messages as JSON, through the model's chat template
  --note <text>             told to the teacher (for sample: to the model); or --note-ids, the whole prompt with the note
  --note-template <text>    where it stands, default "{note}\\n\\n{prompt}" with two line breaks
  --text <text>             for score: the text to score instead of a new one; or --text-ids

A teacher on a server, for score and train (its key in OPD_TEACHER_KEY)
  --teacher-url <url>       e.g. http://127.0.0.1:8000
  --teacher-model <name>    as the server knows it
  --teacher-kind <kind>     ${SERVER_KINDS.join(' | ')}
  --teacher-top-k <k>       log-probs of each token, default 20, for train what the recipe needs; --teacher-timeout <seconds>, default 60

A student on a server, for sample (its key in OPD_STUDENT_KEY)
  --student-url <url> --student-model <name> --student-kind <kind>   as for a teacher; --student-timeout <seconds>, default 60

Options of import: lab import FILE... -o run.json
  -o, --out <file | ->      where rollouts and metrics of trainers' dumps and logs are written in one form

Options of train
  --recipe <id | file>      default gkd; lab recipe list prints the ids
  --steps <n>               default 100
  --rollouts <n>            texts a step, default 16
  --learning-rate <r>       default: the recipe's, or the playground's
  --evaluate-every <k>      measure on the held-out problems every k steps
  --save <folder>           write the trained model there, for --model
  --problems <file>         your own, a JSON object a line: {"prompt", "answer", "note"}; the last tenth is held out.
                            The recipe is then opsd and the teacher the model itself, unless they are given
  --lora <rank>             train an adapter alone; --lora-alpha (default 2 x rank), --lora-modules (default all)

Options of race
  --seeds <list>            e.g. 0,1,2 (default: the race's own)
  --problems, --note-template, --lora   as for train: every lane learns from the file
  --steps, --rollouts, --n, --learning-rate, --model, --teacher   as above; default: the race's own

Options of methods
  --check                   every check anew, the 30 live steps too: minutes
  -o, --out <file>          with --check: record the live steps there

Options of loss
  --recipe <id | file>      default gkd
  --variant <name>          another form of a method whose sources dispute it

Options of recipe
  -o, --out <file>          for graph: the ONNX file
  --phase <n>               for graph: which phase's step, default 1

Options of recipe export (docs/frameworks.md)
  --to <name>               ${FRAMEWORK_IDS.join(' | ')}
  --trainer <name>          of a framework with several; default the nearest
  -o <folder>               a new folder, or one that holds an earlier export
  --student, --teacher <hub id>   default Qwen/Qwen3-1.7B and Qwen/Qwen3-8B; --teacher-url where a server teaches
  --gpus <n> --steps <n> --rollouts <n>   default 8, 100 and 32 problems a step; --tokens <n> instead of --steps
  --max-tokens <n> --learning-rate <r>    default 1024 or the recipe's, and what is usual for the trainer
  --prompts <n> --world <id> --difficulty <n>   problems of a world, default 1000 of the recipe's
  --problems <file>         your own instead: JSON lines {"prompt", "answer", "privileged"}`

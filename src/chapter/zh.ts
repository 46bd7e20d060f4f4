/** @file The chapter in Chinese. */
import type { Chapter } from './types.ts'

export const CHINESE: Chapter = {
  language: 'zh',
  title: '从自己的错误中学习，有人在旁随读',
  description: '十二分钟讲清在策略蒸馏，插图都能实时计算：为什么应当用学生自己写的文本来教它。',
  standfirst:
    '一个小语言模型在写。另一个更大的模型，或者手里拿着解答的同一个模型，逐个阅读词元，说出它本来会有多可能写下它。用这个差异来训练，就叫*在策略蒸馏*（on-policy distillation，OPD）。本章用大约十二分钟讲清楚它；插图就是本站的仪器，在你的设备上运行。',
  words: {
    minutes: '约 12 分钟',
    playground: '打开演练场',
    contents: '目录',
    figure: '图',
    table: '表',
    open: '在演练场中打开',
    live: '实时插图',
    receipts: '凭据',
    receiptsIntro:
      '上文的每个数字，以及它从何而来。测得的数字在构建本页时从这里列出的文件读取，算出的数字在那时计算；两者都有测试把关。',
    references: '参考文献',
    languages: '语言',
    sectionLink: '本节链接',
  },
  sections: {
    'what-it-is': {
      title: '它是什么',
      blocks: [
        {
          kind: 'text',
          text: '有一个学生模型，能解出所给题目的 {student}；还有一个教师模型，能解出 {teacher}。我们希望学生变得和教师一样好，但不必一样大。最古老的办法是让教师写解答，让学生复述。在策略蒸馏把它反过来：*学生*来写，教师来读。',
        },
        {
          kind: 'note',
          text: '本站的两个模型就是为此训练的，题目是由程序生成并检查的应用题。它们小到可以在浏览器里运行；其余的一切都和大模型一样。',
        },
        {
          kind: 'text',
          text: '有两个条件使它成为它自己。**C1**：学生学习的文本由它自己采样得到。**C2**：教师逐词元地监督这些文本，而不是在末尾给一个总分。放弃 C1，就只剩模仿；放弃 C2，就成了奖励稀疏的强化学习。OPD 兼有后者的诚实和前者的密集。',
        },
        {
          kind: 'text',
          text: '教师对一个词元的评价是一个对数概率，学生写下它时的判断也是。两者之差就是*差距*：',
        },
        {
          kind: 'formula',
          tex: String.raw`\mathrm{gap}_t = \log p_T(y_t \mid x, y_{<t}) - \log p_S(y_t \mid x, y_{<t})`,
          said: '为负：教师认为这个词元比学生所想的更不可能。单位是奈特（nat）；一奈特相当于 $e$ 倍。',
        },
        {
          kind: 'figure',
          figure: 'text',
          caption:
            '学生的一段文本，由教师作了标记。词元下方的条表示教师认为它更不可能，上方的条表示更可能。这 {tokens} 个词元中最深的标记是 {largest-gap}：教师认为那个词元的可能性要低 {largest-factor}。',
        },
        {
          kind: 'text',
          text: '请看这条意见有多么*局部*。没有人告诉教师错在哪里。它从左往右读，在学生偏离了它本来会走的路的地方，它的概率就塌了下去：整段文本的全部分歧中，有 {top-five} 落在五个词元上。文本末尾的奖励只会说一声“错”，再无别的。',
        },
      ],
    },
    drift: {
      title: '为什么他人的文本会让学生漂移',
      blocks: [
        {
          kind: 'text',
          text: '用教师的文本训练学生，就是在每个位置上要它接着一个*完美*的开头往下写。等它自己写的时候，开头是它自己的，里面不时会有错误。从那里起，它要走过一片训练时从没见过的地方。这叫暴露偏差，而且会累积：一个偏掉的词元使后面的上下文变得陌生，于是下一个词元更糟。',
        },
        {
          kind: 'note',
          text: '若每一百个词元失手一次，一段 300 个词元的文本从头到尾都留在熟悉的地方的概率是 $0.99^{300}$，即 {survive}。',
        },
        {
          kind: 'text',
          text: '对一般的模仿学习，这个效应早有精确的表述。如果学习者在专家的状态上每步以概率 $\\varepsilon$ 出错，那么模仿在 $T$ 步中的代价可达 $\\varepsilon T^2$ 量级；如果在它自己到达的状态上纠正它，则为 $\\varepsilon T$ 量级 [@dagger]。用机器人的话说，办法是：让学习者驾驶，让专家在每一刻说出自己会怎么做。用我们的话说：让学生写，让教师为每个词元打分。GKD 把这个论证带到了语言模型 [@gkd]，MiniLLM 把它带到了反向 KL 和策略梯度 [@minillm]。',
        },
        {
          kind: 'figure',
          figure: 'fork',
          caption:
            '一次分叉：在某处强制换一个词元，再让学生接着写。一个词元就决定了后面还能不能写对；而两条分支后面的文字都很流畅。',
        },
        {
          kind: 'text',
          text: '这并不是说离策略数据没有用。它便宜，做一次可以用很多次；而一个还写不出值得一读的东西的学生，也无从纠正。业界通常两者都用：先模仿，直到学生自己的文本像样了，再在这些文本上蒸馏。Qwen3 报告就是这样描述它的小模型的：先离策略，再在策略 [@qwen3]。GKD 为此设了一个旋钮 $\\lambda$：使用学生自己文本的步所占的比例。',
        },
      ],
    },
    directions: {
      title: '同一散度的两个方向',
      blocks: [
        {
          kind: 'text',
          text: '在每个位置上，下一个词元有两个分布；*散度*用一个数说出它们相差多远。人们最先遇到的是库尔贝克–莱布勒（Kullback–Leibler）散度，它有两个方向。',
        },
        {
          kind: 'formula',
          tex: String.raw`\begin{aligned} \mathrm{KL}(p_T \,\|\, p_S) &= \sum_v p_T(v) \log \frac{p_T(v)}{p_S(v)} \\ \mathrm{KL}(p_S \,\|\, p_T) &= \sum_v p_S(v) \log \frac{p_S(v)}{p_T(v)} \end{aligned}`,
          said: '上面是*正向*：按教师会写的内容取平均。下面是*反向*：按学生所写的内容取平均。',
        },
        {
          kind: 'text',
          text: '区别在于由谁来取平均。凡是教师有概率而学生没有的地方，正向 KL 就惩罚学生，于是学生学会覆盖一切，哪怕是它分不清的东西。凡是学生有概率而教师没有的地方，反向 KL 就惩罚学生，于是它学会待在教师去过的地方，也可能只满足于其中一部分。',
        },
        {
          kind: 'note',
          text: '教师：0.49、0.49、0.02。全覆盖的学生，各三分之一：正向 {forward-cover}，反向 {reverse-cover}。只选第一个的学生，0.96、0.02、0.02：正向 {forward-pick}，反向 {reverse-pick}。',
        },
        {
          kind: 'text',
          text: '三个词元就足以看清。设教师同样喜欢其中两个，几乎不喜欢第三个。正向 KL 更喜欢摊在三个上的学生（{forward-cover} 对 {forward-pick}）；反向 KL 更喜欢从两个好的里选一个、忘掉另一个的学生（{reverse-pick} 对 {reverse-cover}）。对要*动笔写*的学生来说，挑选往往是更好的毛病：处在两个峰之间的文本，是谁都不会写的文本。',
        },
        {
          kind: 'figure',
          figure: 'bench',
          caption:
            '同样的事发生在一条直线上。教师有两个峰，每个学生只能有一个。按“运行下降”，看谁覆盖、谁挑选；拖动教师的峰，再按一次。',
        },
        {
          kind: 'text',
          text: '两者之间是一个家族。詹森–香农散度让两个模型分别与它们的混合相比，参数 $\\beta$ 从正向通向反向；它是有界的，因此一个毫无希望的词元不会独占一步。偏斜散度出于同样的理由，把一个模型的一点点掺进另一个（DistiLLM 取 $\\alpha$ = {skew-alpha} [@distillm]）。来自实践的一句提醒：各个库对 $\\beta$ 的哪一端是哪个方向、“KL”的哪个参数在前，说法并不一致。用两个你知道答案的分布验一下。',
        },
      ],
    },
    privilege: {
      title: '知道更多的教师',
      blocks: [
        {
          kind: 'text',
          text: '教师不一定要更大。它可以就是学生自己，只是多知道了学生不知道的东西：答案、提示、写着事实的文档、完整解答、上一次尝试的报错信息。这就是*特权上下文*；有了它，OPD 就成为自蒸馏，即 OPSD [@opsd]。被打分的文本是同一段，只有教师的提示更长。',
        },
        {
          kind: 'text',
          text: '它之所以有效，是因为读比写容易。本站的学生能解出 {student} 的题目；提示里加上一条线索，同样的权重能解出 {with-hint}，加上完整解答是 {with-trace}，只加答案是 {with-answer}。在账单世界里，价格写在一份文档中，文档把它从 {ledger} 提高到 {ledger-document}。凡是附注在提示里能做到的，蒸馏都可以试着搬进权重。上下文蒸馏 [@opcd] 用于那些懒得一再重复的指令，SDPO [@sdpo] 用于对学生自己尝试的反馈。',
        },
        {
          kind: 'figure',
          figure: 'privilege',
          caption:
            '一段文本，五档特权。移动滑块：标记是同一个模型对同一段文本的看法，分别是什么也不知道、知道提示、知道事实、知道答案、知道完整解答。旁边是用每一档训练的结果，测量时都不给附注。',
        },
        {
          kind: 'text',
          text: '不过，说得多并不总是教得多。四种附注反对的是同一个数字，即学生记错的价格：完整解答的意见为 {gap-trace}，光有答案时为 {gap-answer}。然而在账单与日期上的一次短训练中，它们都把学生从 {privilege-start} 提到了差不多同一个地方：提示是 {privilege-hint}，事实是 {privilege-facts}，光有答案是 {privilege-answer}，完整解答是 {privilege-trace}。一个种子、一百道题分不出它们的高下。附注在这里所做的，是提醒模型想起它半懂的东西，而提醒一下就够了。完全没有特权时，教师就是学生自己，什么也没教，什么也不动（{privilege-nothing}）。',
        },
        {
          kind: 'text',
          text: '这也有代价。我们要求学生写得*好像*它知道。能从它自己的提示推出的，它学得会；推不出的，它只能猜，而一个学会断言自己无从知道之事的学生，就是学会了泄漏。图中数的是算式对不上的文本，即里面有个凭空而来的数字：训练前为 {broken-start}，用事实训练后为 {broken-facts}，用完整解答训练后为 {broken-trace}。它们很少，但以前没有。附注与学生所能看到的东西之间隔的步数越少，附注就越好。',
        },
      ],
    },
    estimators: {
      title: '一个词元是意见，不是测量',
      blocks: [
        {
          kind: 'text',
          text: '散度是对整个词表求和。可常常只有所写词元的对数概率：服务器后面的教师不返回更多，或者内存只放得下 {vllm-logprobs} 个条目，放不下十万个。这时就要用学生自己抽到的词元来*估计*散度。设在抽到的词元上 $d = \\log p_T - \\log p_S$，常用的反向 KL 估计量有三个：',
        },
        {
          kind: 'formula',
          tex: String.raw`k_1 = -d \qquad k_2 = \tfrac{1}{2} d^2 \qquad k_3 = e^{d} - d - 1`,
          said: '对学生的抽样取平均：$k_1$ 与 $k_3$ 恰为反向 KL，$k_2$ 只是接近。',
        },
        {
          kind: 'text',
          text: '设学生为 0.6、0.3、0.1，教师为 0.3、0.3、0.4，反向 KL 是 {exact-kl}。$k_1$ 平均正确，但每个词元的标准差是 {k1-deviation}，是所估之数的两倍多，有时还为负。$k_3$ 从不为负，平均也正确（{k3-mean}），这里的标准差是 {k3-deviation}。$k_2$ 的均值是 {k2-mean}：有偏。',
        },
        {
          kind: 'figure',
          figure: 'estimators',
          caption:
            '学生在一个位置上的抽样，每一次都是对反向 KL 的一个猜测；直线是整个词表上的值。抽一些，看看这场雨有多宽。',
        },
        {
          kind: 'text',
          text: '好的*数值*还不是好的*梯度*，实现往往就错在这里。把 $k_1$ 放进损失求导：教师消失了，剩下的均值为零。对 $k_3$ 求导，得到的是学生样本上*正向* KL 的梯度。反向 KL 的正确梯度，说来奇怪，来自 $k_2$，或者来自以 $d$ 为优势的策略梯度，tinker 的配方就是这样做的 [@tinker]。至少有一个公开的训练器在某种模式下对 $k_1$ 求了导 [@areal]；verl 则报错拒绝 [@verl]。',
        },
      ],
    },
    'which-tokens': {
      title: '哪些词元重要',
      blocks: [
        {
          kind: 'text',
          text: '一段文本里的大多数词元是照抄的名字、单位和标点，大家意见一致。分歧落在少数词元上：在图 1 的文本里，{tokens} 个词元中的五个占了 {top-five}。所以很想只用它们来训练，有几种方法正是这样做的。',
        },
        {
          kind: 'figure',
          figure: 'waterfall',
          caption: '词元按其在损失中所占份额排列，最大的在前；曲线把它们累加起来。裁剪、设门或加权，看看还剩什么。',
        },
        {
          kind: 'list',
          items: [
            '按重要性：TIP 用学生的熵和散度给词元打分，并报告 {tip-kept} 的词元与全部词元效果相当 [@tip]。',
            '按教师的犹豫：在教师自己也不确定的地方（熵高于 {entropy-tau}），加上对其可能词元的正向 KL，让学生保留多条路 [@entropy]。',
            '按位置：只蒸馏每段文本的开头，后面的大半在那里已成定局，其余就不必写了 [@prefix]。',
            '按条目：在每个位置只对一小组词元求和，取 {top-k-set} 个 [@rethinking]；或者裁剪每个条目的份额，OPSD 的脚本裁在 {opsd-clip} [@opsd]。',
          ],
        },
        {
          kind: 'text',
          text: '一句提醒。差距最大的词元往往正是要紧的那个：写错的数字，忘掉的规则。本想对付离群值的裁剪，偏偏把它去掉了。设门之前，先看看门去掉了什么。这张图就是为此而设。',
        },
      ],
    },
    training: {
      title: '训练',
      blocks: [
        {
          kind: 'text',
          text: '一步说起来很短。抽题；让学生写；让教师在它自己的提示之后读同样的词元；在学生所写的每个词元上取散度，取均值，求梯度；移动权重；把文本丢掉。采样本身不求导：文本当作给定，下一步再写新的。正是这一点使它保持在策略。',
        },
        {
          kind: 'formula',
          tex: String.raw`\mathcal{L}(\theta) = \mathbb{E}_{x}\; \mathbb{E}_{y \sim p_S(\cdot \mid x)} \; \frac{1}{|y|} \sum_{t} D\big(p_T(\cdot \mid c, x, y_{<t}),\; p_S(\cdot \mid x, y_{<t})\big)`,
          said: '损失：$D$ 是散度，$c$ 是特权上下文（或空）。$y$ 每一步都重新抽取，梯度不穿过抽样。',
        },
        {
          kind: 'figure',
          figure: 'training',
          caption: '动真格的。按“训练”：页面取来模型，学生写，教师读，留出题目上的正确率就在你眼前上升。',
        },
        {
          kind: 'text',
          text: '在构建好的页面里，用两个处理器核心、不用显卡，GKD 在一百步、每步 16 段文本之后，把一百道留出题目上的贪心正确率从 {gkd-before} 提到 {gkd-after}，用时 {gkd-seconds}。带完整解答的自蒸馏从 {gkd-before} 到 {opsd-after}。各只有一个种子：第二位数字当装饰看。',
        },
        {
          kind: 'text',
          text: '长度也会被教会，不管你要不要。要求教师简短，光凭这条附注，这里的文本就从 {length-plain} 个词元缩短到 {length-brief} 个，学生可以由此蒸馏而来。教师啰嗦时，同样的机制会让文本变长。像盯着损失那样盯着长度。',
        },
      ],
    },
    failures: {
      title: '它在哪里失败',
      blocks: [
        {
          kind: 'text',
          text: '这一切都没有天生的保险。演练场里有一座失败博物馆，每个失败都当场重现，证据和阈值都在测量之前定好。最常见的有：',
        },
        {
          kind: 'list',
          items: [
            '*教师跟着学生跑了。*如果带特权的教师用的是实时权重，附注对一半所做的事会带动另一半。让初始权重或缓慢的平均来拿附注。',
            '*坍缩。*单用反向 KL 会越来越窄：一道题的样本变成同一段文本。有界的散度、在教师犹豫处加一点正向 KL、采样温度高于 1，都能把它们分开。',
            '*长度坍缩。*对词元求和，或者给每个词元定价，会让短而错的文本变得便宜。',
            '*陈旧的文本。*把早先权重的文本当作新的来用：估计有偏，而且没人告诉你。',
            '*方向反了。*参数对调，损失看上去却仍然合理。',
            '*错位的词表。*两个分词器几乎处处一致；差距就在不一致的那几个词元上爆开。',
            '*力不能及的教师。*学生的文本离教师会写的东西越远，教师对下一个词元的意见就越没有意义。截断这样的文本，掺一些教师的文本，或者先用模仿热身。',
          ],
        },
        {
          kind: 'text',
          text: '有时它干脆就不是最好的工具。验证器可靠、样本便宜时，强化学习没有教师来限制它。好文本很多、答案很短时，模仿更简单，误差也没有多少累积的余地。对失败及其补救的分析见 [@failures]。',
        },
      ],
    },
    'for-real': {
      title: '动手做真的',
      blocks: [
        {
          kind: 'text',
          text: '对于有实用规模的模型，你会用现成的库。在 TRL [@trl] 里，最简单的情形只要几行：',
        },
        {
          kind: 'code',
          code: `from trl import DistillationConfig, DistillationTrainer

args = DistillationConfig(
    output_dir="student-opd",
    teacher_model_name_or_path="TEACHER",
    beta=1.0,                  # 1: 反向 KL，0: 正向 KL
    learning_rate=1e-6,
    max_completion_length=512,
    use_vllm=True,
)
DistillationTrainer(model="STUDENT", args=args, train_dataset=prompts).train()`,
        },
        {
          kind: 'table',
          head: ['做什么', '用什么', '起步的数字'],
          rows: [
            [
              'OPD，更大的教师',
              'TRL `DistillationTrainer` [@trl]',
              '`beta` {trl-beta}，`learning_rate` {trl-rate}，`max_completion_length` {trl-length}：均为默认值',
            ],
            [
              '与数据混合',
              'TRL `GKDTrainer` [@trl]',
              '`lmbda` {gkd-lambda}，即自己文本的比例；`learning_rate` {gkd-rate}',
            ],
            [
              '带特权的自教师',
              'TRL `SDFTTrainer` [@trl]',
              '列 `privileged_context`；最可能的 {sdft-top} 个词元；重要性裁剪到 {sdft-clip}',
            ],
            [
              '以 $d$ 为优势的策略梯度',
              'tinker-cookbook [@tinker]',
              '每批 {tinker-groups} 组，最长 {tinker-length} 个词元：它的配方',
            ],
            [
              '与任务奖励并用',
              'verl [@verl]',
              '`loss_mode=k1` 配 `use_policy_gradient=True`，或 `forward_kl_topk`，后者既不重新归一化也没有尾部',
            ],
          ],
        },
        {
          kind: 'text',
          text: '第一次长训练之前要查四件事：',
        },
        {
          kind: 'list',
          items: [
            '教师的服务器。不另作设置时，vLLM 每个位置最多返回 {vllm-logprobs} 个对数概率，而且温度从不进入提示的对数概率 [@vllm]：在别的温度下计算损失，比的就是两样东西。',
            '尾部。没有尾部的前 $k$ 个不是散度：它可能为负。重新归一化，或者把其余的合成一个桶。',
            '提示。教师和学生必须在完全相同的词元上打分，各自的提示属于同一道题。',
            '零处的损失。让学生自己当教师：损失和梯度必须为零。用 AdamW 时必须*恰好*为零，因为它会把舍入噪声变成完整的步长。',
          ],
        },
        {
          kind: 'text',
          text: '然后从小处开始，让学生的文本短一些，按词元记录差距而不只是记录均值，并且读样本。演练场的方法带有四十来篇论文的数字、公式和出处，个个都能运行。挑一个和你最接近的，先在玩具题目上看看它做什么，再为它花钱。',
        },
      ],
    },
  },
}

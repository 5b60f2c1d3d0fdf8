namespace Experiments.Initialization;

/// <summary>The schemes that a policy can name.</summary>
public static class SchemeRegistry
{
    public static Registry<Scheme> Instance { get; } = new Registry<Scheme>("scheme", "scheme")
        .Add<TorchDefaultScheme>("torch_default", "What PyTorch's layer constructor draws: kaiming_uniform with a = √5 for weights, U(±1/√fan_in) for biases.",
            "PyTorch 层构造函数的默认值：权重为 a = √5 的 kaiming_uniform，偏置为 U(±1/√fan_in)。")
        .Add<AutoScheme>("auto", "The recommendation for the activation that follows: Xavier for tanh, sigmoid, softsign, hardtanh (limits of 1 or more) and hardsigmoid, Kaiming with its slope for relu, leaky_relu and prelu, LeCun for SELU and linear layers, the computed variance-preserving gain for others; zeros for biases.",
            "按该层之后的激活函数推荐：tanh、sigmoid、softsign、hardtanh（上下限绝对值不小于 1）和 hardsigmoid 用 Xavier，relu、leaky_relu 和 prelu 用带斜率的 Kaiming，SELU 和线性层用 LeCun，其余用数值计算的保持方差的增益；偏置为零。")
        .Add<ZerosScheme>("zeros", "All 0.", "全部为 0。")
        .Add<OnesScheme>("ones", "All 1.", "全部为 1。")
        .Add<ConstantScheme>("constant", "All the same number.", "全部为同一个数。")
        .Add<UniformScheme>("uniform", "U(a, b).", "均匀分布 U(a, b)。")
        .Add<NormalScheme>("normal", "N(mean, std²).", "正态分布 N(mean, std²)。")
        .Add<TruncNormalScheme>("trunc_normal", "N(mean, std²) cut at a and b (absolute numbers, not multiples of std).",
            "在 a 和 b 处截断的正态分布 N(mean, std²)（a、b 是绝对数值，不是 std 的倍数）。")
        .Add<EyeScheme>("eye", "The identity matrix, cut or padded with zeros; linear layers only.", "单位矩阵，按形状截去或补零；仅用于线性层。")
        .Add<DiracScheme>("dirac", "A convolution that hands each input channel through; convolutions only.",
            "原样传递每个输入通道的卷积核；仅用于卷积层。")
        .Add<SparseScheme>("sparse", "N(0, std²) with a share of each column set to zero (Martens 2010); linear layers only.",
            "N(0, std²)，并把每一列的一部分置零（Martens 2010）；仅用于线性层。")
        .Add<OrthogonalScheme>("orthogonal", "A random (semi-)orthogonal matrix, trailing dimensions flattened, times gain (Saxe et al. 2014).",
            "随机（半）正交矩阵乘以 gain，后面的维度先展平（Saxe et al. 2014）。")
        .Add<DeltaOrthogonalScheme>("delta_orthogonal", "A convolution whose kernel is zero but for its centre, a random matrix with orthonormal columns times gain, so that it keeps the length of the signal at every position (Xiao et al. 2018).",
            "除中心外全为零的卷积核，中心为列标准正交的随机矩阵乘以 gain，因而逐位置保持信号的长度（Xiao et al. 2018）。")
        .Add<XavierUniformScheme>("xavier_uniform", "U with std = gain · √(2 / (fan_in + fan_out)) (Glorot & Bengio 2010).",
            "均匀分布，std = gain · √(2 / (fan_in + fan_out))（Glorot & Bengio 2010）。")
        .Add<XavierNormalScheme>("xavier_normal", "N with std = gain · √(2 / (fan_in + fan_out)) (Glorot & Bengio 2010).",
            "正态分布，std = gain · √(2 / (fan_in + fan_out))（Glorot & Bengio 2010）。")
        .Add<KaimingUniformScheme>("kaiming_uniform", "U with std = gain / √fan (He et al. 2015).",
            "均匀分布，std = gain / √fan（He et al. 2015）。")
        .Add<KaimingNormalScheme>("kaiming_normal", "N with std = gain / √fan (He et al. 2015).",
            "正态分布，std = gain / √fan（He et al. 2015）。")
        .Add<LecunUniformScheme>("lecun_uniform", "U with std = 1 / √fan_in (LeCun et al. 1998).",
            "均匀分布，std = 1 / √fan_in（LeCun et al. 1998）。")
        .Add<LecunNormalScheme>("lecun_normal", "N with std = 1 / √fan_in (LeCun et al. 1998; for SELU Klambauer et al. 2017).",
            "正态分布，std = 1 / √fan_in（LeCun et al. 1998；用于 SELU 见 Klambauer et al. 2017）。")
        .Add<VarianceScalingScheme>("variance_scaling", "The primitive of the six above: variance = scale / fan, from one of three distributions.",
            "以上六种方案的基本形式：方差 = scale / fan，分布三选一。")
        .Add<FixupScheme>("fixup", "For residual networks without normalisation: the last layer of each branch and the classifier zero, the branches' other layers Kaiming's times L^(−1/(2m−2)) with L branches of m layers, the rest Kaiming's; zeros for biases (Zhang et al. 2019).",
            "用于无归一化的残差网络：每个分支的最后一层与分类层为零，分支中其余各层为 Kaiming 乘以 L^(−1/(2m−2))（L 个分支，每个分支 m 层），其他层为 Kaiming；偏置为零（Zhang et al. 2019）。")
        .Add<LsuvScheme>("lsuv", "Orthogonal, then scaled layer by layer until the outputs on the first training examples have the target variance (Mishkin & Matas 2016).",
            "先取正交矩阵，再逐层缩放，直到各层在训练集开头若干样本上的输出达到目标方差（Mishkin & Matas 2016）。")
        .Add<FromFileScheme>("from_file", "The tensor of the parameter's name in a safetensors file.",
            "取 safetensors 文件中与参数同名的张量。");
}

namespace Experiments.Initialization;

/// <summary>The schemes that a policy can name.</summary>
public static class SchemeRegistry
{
    public static Registry<Scheme> Instance { get; } = new Registry<Scheme>("scheme", "scheme")
        .Add<TorchDefaultScheme>("torch_default",
            "What PyTorch's layer constructor draws: kaiming_uniform with a = √5 for weights, U(±1/√fan_in) for biases.")
        .Add<AutoScheme>("auto",
            "The recommendation for the activation that follows: Xavier for tanh, sigmoid, softsign, hardtanh (limits of 1 or more) and "
                + "hardsigmoid, Kaiming with its slope for relu, leaky_relu and prelu, LeCun for SELU and linear layers, the computed "
                + "variance-preserving gain for others; zeros for biases.")
        .Add<ZerosScheme>("zeros", "All 0.")
        .Add<OnesScheme>("ones", "All 1.")
        .Add<ConstantScheme>("constant", "All the same number.")
        .Add<UniformScheme>("uniform", "U(a, b).")
        .Add<NormalScheme>("normal", "N(mean, std²).")
        .Add<TruncNormalScheme>("trunc_normal", "N(mean, std²) cut at a and b (absolute numbers, not multiples of std).")
        .Add<EyeScheme>("eye", "The identity matrix, cut or padded with zeros; linear layers only.")
        .Add<DiracScheme>("dirac", "A convolution that hands each input channel through; convolutions only.")
        .Add<SparseScheme>("sparse", "N(0, std²) with a share of each column set to zero (Martens 2010); linear layers only.")
        .Add<OrthogonalScheme>("orthogonal",
            "A random (semi-)orthogonal matrix, trailing dimensions flattened, times gain (Saxe et al. 2014).")
        .Add<DeltaOrthogonalScheme>("delta_orthogonal",
            "A convolution whose kernel is zero but for its centre, a random matrix with orthonormal columns times gain, so that it keeps "
                + "the length of the signal at every position (Xiao et al. 2018).")
        .Add<XavierUniformScheme>("xavier_uniform", "U with std = gain · √(2 / (fan_in + fan_out)) (Glorot & Bengio 2010).")
        .Add<XavierNormalScheme>("xavier_normal", "N with std = gain · √(2 / (fan_in + fan_out)) (Glorot & Bengio 2010).")
        .Add<KaimingUniformScheme>("kaiming_uniform", "U with std = gain / √fan (He et al. 2015).")
        .Add<KaimingNormalScheme>("kaiming_normal", "N with std = gain / √fan (He et al. 2015).")
        .Add<LecunUniformScheme>("lecun_uniform", "U with std = 1 / √fan_in (LeCun et al. 1998).")
        .Add<LecunNormalScheme>("lecun_normal", "N with std = 1 / √fan_in (LeCun et al. 1998; for SELU Klambauer et al. 2017).")
        .Add<VarianceScalingScheme>("variance_scaling",
            "The primitive of the six above: variance = scale / fan, from one of three distributions.")
        .Add<FixupScheme>("fixup",
            "For residual networks without normalisation: the last layer of each branch and the classifier zero, the branches' "
                + "other layers "
                + "Kaiming's times L^(−1/(2m−2)) with L branches of m layers, the rest Kaiming's; zeros for biases (Zhang et al. 2019).")
        .Add<LsuvScheme>("lsuv",
            "Orthogonal, then scaled layer by layer until the outputs on the first training examples have the target variance (Mishkin & "
                + "Matas 2016).")
        .Add<FromFileScheme>("from_file", "The tensor of the parameter's name in a safetensors file.");
}

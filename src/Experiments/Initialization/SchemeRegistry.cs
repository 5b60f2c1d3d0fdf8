namespace Experiments.Initialization;

/// <summary>The schemes for policies.</summary>
public static class SchemeRegistry
{
    public static Registry<Scheme> Instance { get; } = new Registry<Scheme>("scheme", "scheme")
        .Add<TorchDefaultScheme>("torch_default",
            "PyTorch's default of the layer: kaiming_uniform with a = √5 for weights, U(±1/√fan_in) for biases.")
        .Add<AutoScheme>("auto",
            "The recommended scheme for the activation after the layer. Xavier for tanh, sigmoid, softsign, hardtanh (limits of 1 or "
                + "more) and hardsigmoid; Kaiming with its slope for relu, leaky_relu and prelu; LeCun for SELU and linear layers; the "
                + "computed variance-preserving gain for others. Biases are zeros.")
        .Add<ZerosScheme>("zeros", "All 0.")
        .Add<OnesScheme>("ones", "All 1.")
        .Add<ConstantScheme>("constant", "All values equal to one number.")
        .Add<UniformScheme>("uniform", "U(a, b).")
        .Add<NormalScheme>("normal", "N(mean, std²).")
        .Add<TruncNormalScheme>("trunc_normal", "Normal distribution N(mean, std²), truncated at a and b (absolute numbers, not "
            + "multiples of std).")
        .Add<EyeScheme>("eye", "The identity matrix, truncated or padded with zeros; linear layers only.")
        .Add<DiracScheme>("dirac", "A convolution that passes each input channel through unchanged; convolutions only.")
        .Add<SparseScheme>("sparse", "N(0, std²) with a share of each column set to zero (Martens 2010); linear layers only.")
        .Add<OrthogonalScheme>("orthogonal",
            "A random (semi-)orthogonal matrix times gain; dimensions after the first are flattened (Saxe et al. 2014).")
        .Add<DeltaOrthogonalScheme>("delta_orthogonal",
            "A convolution kernel that is zero except at its centre, a random matrix with orthonormal columns times gain. It preserves the "
                + "norm of the signal at every position (Xiao et al. 2018).")
        .Add<XavierUniformScheme>("xavier_uniform", "Uniform distribution with std = gain · √(2 / (fan_in + fan_out)) (Glorot & "
            + "Bengio 2010).")
        .Add<XavierNormalScheme>("xavier_normal", "Normal distribution with std = gain · √(2 / (fan_in + fan_out)) (Glorot & Bengio 2010).")
        .Add<KaimingUniformScheme>("kaiming_uniform", "Uniform distribution with std = gain / √fan (He et al. 2015).")
        .Add<KaimingNormalScheme>("kaiming_normal", "Normal distribution with std = gain / √fan (He et al. 2015).")
        .Add<LecunUniformScheme>("lecun_uniform", "Uniform distribution with std = 1 / √fan_in (LeCun et al. 1998).")
        .Add<LecunNormalScheme>("lecun_normal", "Normal distribution with std = 1 / √fan_in (LeCun et al. 1998; for SELU Klambauer et "
            + "al. 2017).")
        .Add<VarianceScalingScheme>("variance_scaling",
            "The general form of the xavier, kaiming and lecun schemes: variance = scale / fan, with one of three distributions.")
        .Add<FixupScheme>("fixup",
            "For residual networks without normalisation, with L branches of m layers: the last layer of each branch, the classifier and "
                + "all biases start at zero; the other layers of the branches use Kaiming times L^(−1/(2m−2)); all other layers use "
                + "Kaiming (Zhang et al. 2019).")
        .Add<ZeroHadamardScheme>("zero_hadamard",
            "ZerO: the identity where a layer keeps the number of units, part of it where the number falls, a scaled Hadamard matrix where "
                + "it grows; in convolutions at the kernel's centre. It draws no random numbers (Zhao et al. 2022).")
        .Add<LsuvScheme>("lsuv",
            "Orthogonal, then scaled layer by layer until the outputs for the first training examples have the target variance (Mishkin & "
                + "Matas 2016).")
        .Add<AutoInitScheme>("autoinit",
            "AutoInit: the variance that gives each layer's outputs the target variance, computed from a prediction of the layer's input "
                + "without data (Bingham & Miikkulainen 2023).")
        .Add<FromFileScheme>("from_file", "Reads each parameter from a safetensors file, by name.");
}

namespace Experiments.Initialization;

// Six presets, each with a fan rule and a distribution.

/// <summary>PyTorch's <c>xavier_uniform_</c>.</summary>
public sealed record XavierUniformScheme : XavierScheme { private protected override Distribution Distribution => Distribution.Uniform; }

/// <summary>PyTorch's <c>xavier_normal_</c>.</summary>
public sealed record XavierNormalScheme : XavierScheme { private protected override Distribution Distribution => Distribution.Normal; }

/// <summary>PyTorch's <c>kaiming_uniform_</c>.</summary>
public sealed record KaimingUniformScheme : KaimingScheme { private protected override Distribution Distribution => Distribution.Uniform; }

/// <summary>PyTorch's <c>kaiming_normal_</c>.</summary>
public sealed record KaimingNormalScheme : KaimingScheme { private protected override Distribution Distribution => Distribution.Normal; }

/// <summary>Uniform values with std = 1 / √fan_in.</summary>
public sealed record LecunUniformScheme : LecunScheme { private protected override Distribution Distribution => Distribution.Uniform; }

/// <summary>Normal values, not truncated, as the theory of self-normalising networks assumes.</summary>
public sealed record LecunNormalScheme : LecunScheme { private protected override Distribution Distribution => Distribution.Normal; }

using LibTorchSharp.Probe.Cases;

namespace LibTorchSharp.Probe;

/// <summary>All cases of the differential test.</summary>
public static class Table
{
    public static IReadOnlyList<Case> All { get; } = Number(
    [
        .. ElementwiseCases.All,
        .. ArithmeticCases.All,
        .. ReductionCases.All,
        .. ShapeCases.All,
        .. IndexCases.All,
        .. FactoryCases.All,
        .. RandomCases.All,
        .. MatrixCases.All,
        .. ConvolutionCases.All,
        .. FunctionalCases.All,
        .. SpectralCases.All,
        .. ContextCases.All,
        .. AutogradCases.All,
        .. ModuleCases.All,
    ]);

    private const string OtherParameters = "TorchSharp's own library takes other parameters than TorchSharp declares, and ends the process";

    /// <summary>Functions that no case calls, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> WithoutCase { get; } = new Dictionary<string, string>
    {
        ["THSTorch_get_and_reset_last_err"] = "called after every call",
        ["THSAutograd_SavedVariable_reset_data"] = "TorchSharp never calls it",
        ["THSTorch_get_num_interop_threads"] = "each libtorch counts the cores in its own way; CpuThreadsTests compare it with PyTorch",
        ["THSTorch_set_num_interop_threads"] = "may be called once a process",
        ["THSTensor_nanmean"] = OtherParameters,
        ["THSTensor_rand_out"] = OtherParameters,
        ["THSTensor_randn_out"] = OtherParameters,
        ["THSTensor_randint_out"] = OtherParameters,
    };

    /// <summary>Functions without an observable effect.</summary>
    public static IReadOnlySet<string> Silent { get; } = new HashSet<string> { "THSCuda_manual_seed", "THSCuda_manual_seed_all",
        "THSTensor_dispose", "THSTensor_free", "THSTensor_hardtanh", "THSTorch_dispose_scalar" };

    private static Case[] Number(IEnumerable<Case> cases)
    {
        var rows = new Dictionary<string, int>();
        return [.. cases.Select(
            row => row with { Name = $"{row.Function}#{rows[row.Function] = rows.GetValueOrDefault(row.Function) + 1}" })];
    }
}

namespace Experiments.Tests.Native;

/// <summary>
/// src/CxxRuntimeCompat adds one function to an older C++ runtime. These tests fail if a new version of the packages needs more functions.
/// </summary>
public sealed partial class CxxRuntimeCompatTests
{
    private const string Added = "_ZSt21ios_base_library_initv@GLIBCXX_3.4.32";

    // The oldest supported versions: GCC 12's runtime and glibc 2.35 (Ubuntu 22.04 and Debian 12).
    private static readonly Version s_glibcxx = new(3, 4, 30), s_cxxabi = new(1, 3, 13), s_glibc = new(2, 35);

    [SkippableFact]
    public void The_packages_need_one_function_that_GCC_12s_runtime_lacks_and_no_other()
    {
        var needed = PackagesFiles().SelectMany(file => Symbols(file, "--undefined-only")).Distinct().Where(IsNewer).ToList();
        Assert.Equal([Added], needed);
    }

    [SkippableFact]
    public void The_compatibility_library_provides_that_function_alone()
    {
        var library = NativeFolder.OfProgram().Compatibility;
        Skip.IfNot(File.Exists(library),
            "No compatibility library is compiled here: the C++ runtime is new enough, or the packages are not set up.");
        Assert.Equal([Added], Symbols(library, "--defined-only").Where(symbol => symbol.StartsWith("_Z", StringComparison.Ordinal))
            .Select(symbol => symbol.Replace("@@", "@", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("_ZSt21ios_base_library_initv@GLIBCXX_3.4.32", true)]
    [InlineData("_ZNSt8ios_base4InitC1Ev@GLIBCXX_3.4", false)]
    [InlineData("__cxa_call_terminate@CXXABI_1.3.15", true)]
    [InlineData("__isoc23_strtol@GLIBC_2.38", true)]
    [InlineData("pthread_create@GLIBC_2.34", false)]
    [InlineData("__gmon_start__", false)]
    public void A_symbol_is_newer_where_its_version_is(string symbol, bool expected) => Assert.Equal(expected, IsNewer(symbol));

    private static List<string> PackagesFiles()
    {
        var choice = new TorchChoice(TorchLibraryKind.Packages, "the test", null);
        IReadOnlyList<string> files = [];
        try
        {
            // All files that may be loaded, including files that are loaded later.
            files = [.. Directory.EnumerateFiles(Path.GetDirectoryName(NativeFolder.OfProgram().Libraries(choice)[^1])!, "*.so*")
                .Where(file => !Path.GetFileName(file).Contains("python", StringComparison.Ordinal))];
        }
        catch (MissingException missing)
        {
            Skip.If(true, missing.Message);
        }

        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/nm"),
            "The symbols are read with nm (on Debian: apt install binutils).");
        return [.. files];
    }

    private static bool IsNewer(string symbol) =>
        Versioned().Match(symbol) is { Success: true } match && Version.Parse(match.Groups[2].Value) > match.Groups[1].Value switch
        {
            "GLIBCXX" => s_glibcxx,
            "CXXABI" => s_cxxabi,
            _ => s_glibc,
        };

    private static IEnumerable<string> Symbols(string file, string which)
    {
        using var nm = Process.Start(new ProcessStartInfo("/usr/bin/nm", ["-D", which, file]) { RedirectStandardOutput = true })!;
        var lines = nm.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        nm.WaitForExit();
        Assert.Equal(0, nm.ExitCode);
        return lines.Select(line => line.Split(' ')[^1]);
    }

    [GeneratedRegex(@"@(GLIBCXX|CXXABI|GLIBC)_([0-9.]+)$")]
    private static partial Regex Versioned();
}

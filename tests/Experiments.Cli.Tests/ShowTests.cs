namespace Experiments.Cli.Tests;

public sealed class ShowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_writes_its_page_and_names_it_and_show_writes_it_again()
    {
        var result = Run();
        Assert.Equal(0, result.ExitCode);
        var folder = Folder();
        var page = Path.Combine(folder, "page.html");
        Assert.Contains($"page: {page}", result.Output.Split('\n'));
        var first = File.ReadAllText(page);
        File.Delete(page);

        var shown = Cli.Run("show", folder);

        Assert.Equal((0, page + "\n", ""), (shown.ExitCode, shown.Output.ReplaceLineEndings("\n"), shown.Error));
        Assert.Equal(first, File.ReadAllText(page));
        var elsewhere = Path.Combine(_folder.Path, "elsewhere.html");
        Assert.Equal(0, Cli.Run("show", folder, "--out", elsewhere).ExitCode);
        Assert.Equal(first, File.ReadAllText(elsewhere));
    }

    [Fact]
    public void Without_a_page_the_run_neither_writes_nor_names_one()
    {
        var result = Run("--no-page");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("page:", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder(), "page.html")));
    }

    [Fact]
    public void A_folder_that_is_not_a_run_is_refused()
    {
        var result = Cli.Run("show", _folder.Path);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal($"'{_folder.Path}' is not a run folder: it has no config.json.", result.Error.Trim());
    }

    private Cli.Result Run(params string[] more) =>
        Cli.Run(["run", "configs/digits-softmax.json", "--set", "training.epochs=1", "--output", _folder.Path, .. more]);

    private string Folder() =>
        Path.GetDirectoryName(Directory.GetFiles(_folder.Path, "metrics.jsonl", SearchOption.AllDirectories).Single())!;
}

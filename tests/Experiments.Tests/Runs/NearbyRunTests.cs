namespace Experiments.Tests.Runs;

public sealed class NearbyRunTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_resume_with_nothing_to_resume_says_so_and_starts_from_the_beginning()
    {
        var (summary, notes) = Resume();

        Assert.Equal(RunStatus.Completed, summary.Status);
        Assert.Equal($"Nothing to resume in '{summary.Folder}'; starting from the beginning.", Assert.Single(notes));
        var recorded = Assert.Single(Events(summary), line => line["event"]!.GetValue<string>() == "nothing_to_resume");
        Assert.Equal(notes[0], recorded["message"]!.GetValue<string>());
    }

    [Fact]
    public void A_run_without_resume_reports_nothing()
    {
        var observer = new LossObserver();
        var summary = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request, observer, CancellationToken.None);
        Assert.Empty(observer.Notes);
        Assert.DoesNotContain(Events(summary), line => line["event"]!.GetValue<string>() == "nothing_to_resume");
    }

    [Fact]
    public void A_resume_names_the_differing_keys_of_a_nearby_run_with_both_values()
    {
        var earlier = Interrupt("optimizer.lr=0.2", "optimizer.momentum=0.9", "model.hidden=[16,8]");

        var (summary, notes) = Resume();

        Assert.Equal(
            $"Nothing to resume in '{summary.Folder}'; starting from the beginning. The unfinished run in '{earlier.Folder}' has the same "
                + "name and seed but another identity: model.hidden is [16, 8] there and [16] here, "
                + "optimizer.lr is 0.2 there and 0.1 here, optimizer.momentum is 0.9 there and 0 here.",
            Assert.Single(notes));
    }

    [Fact]
    public void Of_several_nearby_runs_the_unfinished_one_is_named()
    {
        var near = _runs.Run(RunFixture.DigitsMlp, "optimizer.lr=0.3");
        var unfinished = Interrupt("optimizer.lr=0.2", "optimizer.momentum=0.9");
        _runs.Run(RunFixture.DigitsMlp, "optimizer.lr=0.3", "seed=7");

        var note = Assert.Single(Resume().Notes);

        Assert.Contains($"The unfinished run in '{unfinished.Folder}'", note, StringComparison.Ordinal);
        Assert.DoesNotContain(near.Folder, note, StringComparison.Ordinal);
        Assert.EndsWith(" There is 1 more such run.", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_data_file_is_named_by_its_digest()
    {
        var table = Path.Combine(_runs.Root, "table.csv");
        string Json(string path) => $$"""
            { "name": "table", "data": { "kind": "csv", "path": {{CanonicalJson.Serialize(path)}}, "target": "y", "batch_size": 8 },
              "model": { "kind": "mlp", "hidden": [4] }, "training": { "steps": 2 } }
            """;
        void Write(double last) => File.WriteAllLines(table,
            ["x,y", .. Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i + 0.5}")),
                string.Create(CultureInfo.InvariantCulture, $"99,{last}")]);
        Write(1.25);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(table)));
        _runs.Run(Json(table));
        Write(2.25);

        var observer = new LossObserver();
        Runner.Run(_runs.Read(Json(table)), _runs.Request with { Resume = true }, observer, CancellationToken.None);

        Assert.Contains($"another identity: data_files is [{digest[..12]}…] there and [", Assert.Single(observer.Notes),
            StringComparison.Ordinal);
    }

    private RunSummary Interrupt(params string[] sets)
    {
        using var stop = new CancellationTokenSource();
        return Runner.Run(_runs.Read(RunFixture.DigitsMlp, sets), _runs.Request, new LossObserver(_ => stop.Cancel()), stop.Token);
    }

    private (RunSummary Summary, List<string> Notes) Resume()
    {
        var observer = new LossObserver();
        var summary = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request with { Resume = true }, observer, CancellationToken.None);
        return (summary, observer.Notes);
    }

    private static IReadOnlyList<JsonObject> Events(RunSummary summary) => RunFolder.Open(summary.Folder).ReadEvents();
}

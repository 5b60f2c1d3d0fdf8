namespace Experiments.Tests.Studies.Running;

public sealed class SweepVariantTests : IDisposable
{
    private readonly StudyBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_mode_replaces_seeds_and_keys_and_keeps_the_rest()
    {
        File.WriteAllText(Path.Combine(_bench.Folder, "sweep.json"), """
            { // A comment.
              "$schema": "../sweep.schema.json", "base": "toy.json", "set": { "training.steps": 100, "optimizer.lr": 0.5 },
              "axes": [{ "seeds": 40 }, { "key": "init.weight", "values": ["zeros", "xavier_normal"] }], "stack": "auto" }
            """);
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim));
        var target = Path.Combine(_bench.Root, "train.json");
        SweepVariant.Write(study, new SweepMeasurement { Name = "train", File = "sweep.json" },
            new StudySettings { Seeds = 3, Set = ["training.steps=7", "model.activation=tanh"] }, target);
        var sweep = SweepReader.Read(target);
        Assert.Equal(("train", "auto"), (sweep.Name, sweep.Stack!.ToString()));
        Assert.Equal([0L, 1, 2], sweep.Seeds);
        var set = JsonNode.Parse(File.ReadAllText(target))!["set"]!;
        Assert.Equal((7, 0.5, "tanh"), ((int)set["training.steps"]!, (double)set["optimizer.lr"]!, (string)set["model.activation"]!));
    }

    [Fact]
    public void A_file_that_is_no_sweep_is_refused()
    {
        File.WriteAllText(Path.Combine(_bench.Folder, "sweep.json"), "{");
        var study = _bench.Read(StudyBench.Study(StudyBench.Claim));
        var mistake = Assert.Throws<InputException>(() => SweepVariant.Write(study,
            new SweepMeasurement { Name = "train", File = "sweep.json" }, new StudySettings(), Path.Combine(_bench.Root, "t.json")));
        Assert.Contains("an object with a list of axes is expected", mistake.Message, StringComparison.Ordinal);
    }
}

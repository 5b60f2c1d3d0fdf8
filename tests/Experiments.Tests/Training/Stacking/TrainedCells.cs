using Experiments.Tests.Runs;

namespace Experiments.Tests.Training.Stacking;

/// <summary>Trains cells of one config with different changes, as a stack or one after another.</summary>
internal static class TrainedCells
{
    /// <summary>Trains the cells one after another.</summary>
    public static IReadOnlyList<TrainedCell> Alone(RunFixture runs, string json, params string[][] cells) =>
        [.. cells.SelectMany(cell => Train(runs, json, [cell], isExact: null))];

    /// <summary>Trains the cells as one stack.</summary>
    /// <param name="isExact">Whether the stack must give the same bits. If false, the stacked layers agree only within rounding.</param>
    /// <param name="prepare">Called with the models before the training.</param>
    public static IReadOnlyList<TrainedCell> Together(RunFixture runs, string json, bool isExact, string[][] cells,
        Action<IReadOnlyList<Module<Tensor, Tensor>>>? prepare = null) => Train(runs, json, cells, isExact, prepare);

    private static List<TrainedCell> Train(RunFixture runs, string json, string[][] cells, bool? isExact,
        Action<IReadOnlyList<Module<Tensor, Tensor>>>? prepare = null)
    {
        var prepared = cells.Select(cell => Preparation.Of(runs.Read(json, cell), runs.Request.DataRoots)).ToList();
        var parts = new List<RunParts>();
        var trainers = new List<Trainer>();
        try
        {
            parts.AddRange(prepared.Select(one => one.Build()));
            trainers.AddRange(parts.Select(one => new Trainer(one.Plan, one.Model, one.Data, one.Device)));
            prepare?.Invoke(parts.ConvertAll(one => one.Model));
            var before = parts.ConvertAll(one => Values(one.Model));
            var listeners = trainers.ConvertAll(_ => new LossListener());
            var shared = new int[cells.Length];
            using (var training = new StackedTraining(trainers.Select((trainer, cell) => new StackedCell(trainer, listeners[cell],
                () => shared[cell]++, end => Assert.Null(end.Error))), exception => exception.Message) { IsExact = isExact,
                    Agreed = new AgreedShapes() })
                training.Run(CancellationToken.None);
            return [.. parts.Select((one, cell) =>
                new TrainedCell(before[cell], Values(one.Model), listeners[cell].Losses, listeners[cell].Warnings, shared[cell]))];
        }
        finally
        {
            trainers.ForEach(trainer => trainer.Dispose());
            parts.ForEach(one => one.Model.Dispose());
            prepared.ForEach(one => one.Dispose());
        }
    }

    private static Dictionary<string, double[]> Values(Module<Tensor, Tensor> model)
    {
        using var scope = NewDisposeScope();
        return ModelState.Of(model).ToDictionary(named => named.Name,
            named => named.Value.detach().to(ScalarType.Float64).flatten().data<double>().ToArray());
    }

    private sealed class LossListener : ITrainingListener
    {
        public List<double> Losses { get; } = [];

        public List<string> Warnings { get; } = [];

        public void Starting(long step)
        {
        }

        public bool LooksAfter(long step) => false;

        public void StepDone(StepReport report) => Losses.Add(report.Loss);

        public void EpochDone(long epoch, long step, double loss)
        {
        }

        public void Evaluated(EvaluationRow row)
        {
        }

        public void BestSoFar(BestEvaluation best)
        {
        }

        public void Checkpoint()
        {
        }

        public void Warning(string message) => Warnings.Add(message);
    }
}

using Experiments.Tests.Runs;

namespace Experiments.Tests.Training.Stacking;

/// <summary>Tests exceptions in a pass of a stack: no update may be lost or made twice, and no other cell may be affected.</summary>
public sealed class StackedErrorTests : IDisposable
{
    private const int Cells = 3;

    // A stack on the CPU runs the batch normalisation of images cell by cell.
    private const string Vgg = """model={"kind":"vgg","channels":"4 M 4 M","batch_norm":true,"hidden":[]}""";

    private readonly RunFixture _runs = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _runs.Dispose();

    // In training mode the layer is called three times. The first call is in the separate pass of the layer's cell. The second call is in
    // the stack's pass that is compared with this separate pass. The third call is in the stack's next pass.
    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(6, 4)]
    public void An_error_of_the_shared_pass_costs_nothing_but_the_sharing(int call, int sharedUpdates)
    {
        var ends = new List<StackedEnd>();
        var shared = new int[Cells];
        var together = Train(ends, shared, call);

        Assert.Equal(Enumerable.Range(0, Cells).Select(Alone), together);
        Assert.All(ends, end => Assert.Equal(TrainingEnd.Completed, end.End));
        Assert.All(shared, count => Assert.Equal(sharedUpdates, count));
        Assert.Equal(Enumerable.Repeat("This run can't train together with the others, so it continues alone: in words: bad",
            Cells), _warnings);
    }

    [Fact]
    public void An_error_of_a_cell_s_own_pass_ends_that_cell_alone()
    {
        var ends = new List<StackedEnd>();
        var shared = new int[Cells];
        var together = Train(ends, shared, call: 1);

        Assert.Equal([Alone(0), Alone(2)], [together[0], together[2]]);
        Assert.Equal("bad", Assert.Single(ends, end => end.End is null).Error!.Message);
        Assert.Equal(2, ends.Count(end => end.End == TrainingEnd.Completed));
        // The first update was computed cell by cell.
        Assert.Equal([39, 0, 39], shared);
        Assert.Empty(_warnings);
    }

    // The second stack makes no separate pass after the first update, so the second call belongs to a shared pass.
    [Fact]
    public void A_stack_of_a_shape_that_has_agreed_is_not_compared_again()
    {
        var agreed = new AgreedShapes();
        var shared = new int[Cells];
        Train([], shared, call: int.MaxValue, agreed);
        Assert.Equal(Enumerable.Repeat(shared[0], Cells), shared);

        var again = new int[Cells];
        var together = Train([], again, call: 2, agreed);

        Assert.Equal(Enumerable.Range(0, Cells).Select(Alone), together);
        Assert.Equal(Enumerable.Repeat(1, Cells), again);
    }

    // Returns weights and buffers of the cells after the training, in which the second cell's normalisation throws once.
    private string[] Train(List<StackedEnd> ends, int[] shared, int call, AgreedShapes? agreed = null)
    {
        var prepared = Enumerable.Range(0, Cells).Select(Prepare).ToList();
        try
        {
            var parts = prepared.ConvertAll(one => one.Build());
            var trainers = parts.ConvertAll(one => new Trainer(one.Plan, one.Model, one.Data, one.Device));
            ThrowOnce(parts[1].Model, call);
            using (var training = new StackedTraining(trainers.Select((trainer, cell) => new StackedCell(
                trainer, new WarningListener(_warnings), () => shared[cell]++, ends.Add)), exception => $"in words: {exception.Message}")
            {
                Agreed = agreed ?? new AgreedShapes(),
            })
                training.Run(CancellationToken.None);
            var states = parts.Select(one => State(one.Model)).ToArray();
            trainers.ForEach(trainer => trainer.Dispose());
            parts.ForEach(one => one.Model.Dispose());
            return states;
        }
        finally
        {
            prepared.ForEach(one => one.Dispose());
        }
    }

    private string Alone(int cell)
    {
        using var prepared = Prepare(cell);
        var parts = prepared.Build();
        using var model = parts.Model;
        using var trainer = new Trainer(parts.Plan, model, parts.Data, parts.Device);
        Assert.Equal(TrainingEnd.Completed, trainer.Run(new WarningListener([]), CancellationToken.None));
        return State(model);
    }

    private Preparation Prepare(int cell) => Preparation.Of(
        _runs.Read(RunFixture.DigitsMlp, Vgg, $"seed={cell}", "data.limit=600"), _runs.Request.DataRoots);

    private static void ThrowOnce(Module<Tensor, Tensor> model, int call)
    {
        var normalisation = model.modules().OfType<TorchSharp.Modules.BatchNorm2d>().First();
        // The hook throws after the buffers have changed.
        normalisation.register_forward_hook((_, _, output) =>
            normalisation.training && --call == 0 ? throw new InvalidOperationException("bad") : output);
    }

    private static string State(Module<Tensor, Tensor> model) => string.Join(
        ' ', ModelState.Of(model).Select(named => named.Name + Convert.ToHexString(named.Value.detach().clone().bytes)));

    private sealed class WarningListener(List<string> warnings) : ITrainingListener
    {
        public void Starting(long step)
        {
        }

        public bool LooksAfter(long step) => false;

        public void StepDone(StepReport report)
        {
        }

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

        public void Warning(string message) => warnings.Add(message);
    }
}

using Experiments.Tests.Initialization;

namespace Experiments.Tests.Runs;

/// <summary>Tests a data-dependent policy from the config to the run.</summary>
public sealed class DataDependentInitTests : IDisposable
{
    private const string Lsuv = """init.weight={"scheme":"lsuv","tolerance":0.01,"batch_size":300}""";

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void The_batch_is_the_first_training_examples()
    {
        using var scope = NewDisposeScope();
        using var prepared = Preparation.Of(_runs.Read(RunFixture.DigitsMlp, Lsuv), DataRoots.Default(null));
        using var model = prepared.Build().Model;

        // The outputs z = Wx have variance 1 on the first 300 rows of the split, but not on other rows.
        double Variance(Tensor rows) =>
            new Initialization.Sample(
                rows.flatten(1).matmul(model.get_parameter("features.0.weight")!.detach().t()).data<float>().ToArray()).Variance;
        Assert.Equal(1, Variance(prepared.Data.Train.Inputs.narrow(0, 0, 300)), 0.01);
        Assert.NotEqual(1, Variance(prepared.Data.Train.Inputs.narrow(0, 300, 300)), 1e-6);
        Assert.Empty(prepared.Build().Init.Warnings);
    }

    [Fact]
    public void The_same_config_starts_from_the_same_bytes_in_either_precision()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Weights(), Weights());
        Assert.Equal(first.data<float>().ToArray(), second.data<float>().ToArray());

        // The pixels of digits are multiples of 1/16, which are exact in both precisions. Both precisions therefore start from the same
        // float32 numbers, which are then converted.
        Assert.Equal(first.data<float>().ToArray().Select(value => (double)value), Weights("precision=float64").data<double>().ToArray());

        Tensor Weights(params string[] sets)
        {
            using var prepared = Preparation.Of(_runs.Read(RunFixture.DigitsMlp, [Lsuv, .. sets]), DataRoots.Default(null));
            using var model = prepared.Build().Model;
            return model.get_parameter("classifier.0.weight")!.detach().clone();
        }
    }

    [Fact]
    public void Every_key_of_the_policy_is_part_of_the_identity()
    {
        string[] policies = [Lsuv, Lsuv.Replace("300", "200", StringComparison.Ordinal),
            Lsuv.Replace("0.01", "0.02", StringComparison.Ordinal), """init.weight={"scheme":"orthogonal"}"""];
        var identities = policies.Select(policy =>
        {
            using var prepared = Preparation.Of(_runs.Read(RunFixture.DigitsMlp, policy), DataRoots.Default(null));
            return prepared.Identity;
        });
        Assert.Equal(4, identities.Distinct().Count());
    }

    [Fact]
    public void An_interrupted_run_resumes_at_its_checkpoint_and_not_at_the_start()
    {
        var whole = _runs.Run(RunFixture.DigitsMlp, Lsuv, "name=\"whole\"");
        var cancellation = new CancellationTokenSource();
        var observer = new LossObserver(report =>
        {
            if (report.Step == 27)
                cancellation.Cancel();
        });
        var config = _runs.Read(RunFixture.DigitsMlp, Lsuv);
        Assert.Equal(RunStatus.Interrupted, Runner.Run(config, _runs.Request, observer, cancellation.Token).Status);
        var resumed = Runner.Run(config, _runs.Request with { Resume = true }, new SilentObserver(), CancellationToken.None);
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(whole)), RunFixture.Results(RunFixture.Metrics(resumed)));
    }

    [Fact]
    public void A_config_is_checked_without_its_data_and_the_plan_warns()
    {
        var (_, model, init) = Preparation.WithoutData(_runs.Read(RunFixture.DigitsMlp, "data={\"kind\":\"mnist\"}", Lsuv), []);
        using var owned = model;
        Assert.Contains("there are no training examples to calibrate the weights with", Assert.Single(init.Warnings),
            StringComparison.Ordinal);
        Assert.Null(init.Parameters[0].Std);
    }
}

using System.Diagnostics;
using Experiments.Experiment;
using GpuCheck.Training;
using static TorchSharp.torch;

namespace GpuCheck.Checks;

/// <summary>Runs a check's trials. An exception in a trial does not end the program.</summary>
internal static class TrialRunner
{
    /// <summary>Returns the rows, each as soon as its trial has ended.</summary>
    public static IEnumerable<Row> Run(ICheck check, Bench bench)
    {
        foreach (var trial in check.Trials(bench))
        {
            var clock = Stopwatch.StartNew();
            var verdict = Try(trial);
            yield return new Row(check.Name, trial.Name, verdict, clock.Elapsed.TotalSeconds);
        }
    }

    private static CheckResult Try(Trial trial)
    {
        using var scope = NewDisposeScope();
        try
        {
            return trial.Run();
        }
        catch (MissingException missing)
        {
            return CheckResult.Skip(missing.Message);
        }
        catch (Exception failure)
        {
            return CheckResult.Fail(InWords(failure));
        }
    }

    private static string InWords(Exception failure) => failure switch
    {
        InputException refusal => refusal.Message,
        EntryPointNotFoundException => $"The native library lacks a function: {FirstLine.Of(failure)}",
        _ => $"{failure.GetType().Name}: {FirstLine.Of(failure)}",
    };
}

using Experiments.Experiment;
using Experiments.Signal.Measure;

namespace Experiments.Runs;

/// <summary>Measures the signal every so many updates and appends it to <c>signal.jsonl</c>.</summary>
/// <param name="failed">Called once if the signal can't be measured; nothing is measured after it.</param>
public sealed class SignalRecorder(SignalProbe probe, DiagnosticsOptions options, JsonLines file, Action<string, Exception> failed)
{
    private bool _fails;

    /// <summary>Measures the initial weights, unless a run that was interrupted before its first update has done so.</summary>
    public void Start(long step)
    {
        if (step == 0 && file.Length == 0)
            Measure(0);
        RememberWeightsBefore(step + 1);
    }

    public void StepDone(long step)
    {
        if (IsDue(step))
            Measure(step);
        RememberWeightsBefore(step + 1);
    }

    /// <summary>Whether it reads the weights that so many updates leave: to measure them, or as
    /// those before an update that it measures.</summary>
    public bool LooksAfter(long step) => IsDue(step) || IsDue(step + 1);

    private bool IsDue(long step) => !_fails && step % options.EverySteps == 0;

    private void RememberWeightsBefore(long step)
    {
        if (IsDue(step))
            probe.RememberWeights();
    }

    private void Measure(long step)
    {
        var withHistograms = options.Histograms && file.Length < options.HistogramBytes;
        foreach (var signal in Measured(step, new ProbeDetail(withHistograms ? options.HistogramBins : null)))
        {
            var row = SignalRow.ToJson(step, signal);
            // Decided by the file's length, so that a resumed run leaves them out from the same line on.
            if (withHistograms && file.Length + JsonText.Line(row).Length + 1 > options.HistogramBytes)
                row.Remove(SignalRow.Histograms);
            file.Append(row);
        }
    }

    // Diagnostics may run unasked, so a failure ends no run: a network may be too large for a second
    // batch, or of a form that can't be measured.
    // Catches any exception, as a custom module may throw any.
    private IReadOnlyList<LayerSignal> Measured(long step, ProbeDetail detail)
    {
        try
        {
            return probe.Measure(detail);
        }
        catch (Exception exception)
        {
            _fails = true;
            failed(
                $"The signal can't be measured after step {step.ToString(CultureInfo.InvariantCulture)}, nor will it be in this run: "
                    + $"{FirstLine.Of(exception)} "
                + "A smaller diagnostics.probe_size takes less memory; diagnostics.every_steps 0 measures nothing.",
                exception);
            return [];
        }
    }
}

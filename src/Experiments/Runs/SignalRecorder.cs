using Experiments.Experiment;
using Experiments.Signal.Measure;

namespace Experiments.Runs;

/// <summary>Measures the signal at a fixed interval of updates and appends the measurements to <c>signal.jsonl</c>.</summary>
/// <param name="failed">Called once if the signal can't be measured. Later measurements are skipped.</param>
public sealed class SignalRecorder(SignalProbe probe, DiagnosticsOptions options, JsonLines file, Action<string, Exception> failed)
{
    private bool _fails;

    /// <summary>Measures the initial weights, unless an earlier process of this run has done so.</summary>
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

    /// <summary>
    /// Whether the recorder reads the weights after this update: to measure the signal now, or to measure the size of the next update
    /// later.
    /// </summary>
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
            // The length of the file decides whether histograms are written, so a resumed run leaves them out from the same line on.
            if (withHistograms && file.Length + JsonText.Line(row).Length + 1 > options.HistogramBytes)
                row.Remove(SignalRow.Histograms);
            file.Append(row);
        }
    }

    // Catches every exception, because the user may not have asked for diagnostics, so a failed measurement must not end the run. The
    // network may be too large for a second batch, or have a form that can't be measured, and a custom module may throw any exception.
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
                $"The signal can't be measured after step {step.ToString(CultureInfo.InvariantCulture)}, so this run does not measure it "
                    + $"any more: {FirstLine.Of(exception)} "
                + "To use less memory, set a smaller diagnostics.probe_size; to measure nothing, set diagnostics.every_steps to 0.",
                exception);
            return [];
        }
    }
}

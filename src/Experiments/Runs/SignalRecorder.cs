using Experiments.Experiment;
using Experiments.Signal.Measure;

namespace Experiments.Runs;

/// <summary>Measures the signal at a fixed interval of updates and appends it to <c>signal.jsonl</c>.</summary>
/// <param name="failed">Called once if the signal can't be measured; later measurements are skipped.</param>
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
    /// Whether the recorder reads the weights after this update, either to measure them or because it measures the next update.
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
            // The file's length decides, so a resumed run omits histograms from the same line on.
            if (withHistograms && file.Length + JsonText.Line(row).Length + 1 > options.HistogramBytes)
                row.Remove(SignalRow.Histograms);
            file.Append(row);
        }
    }

    // The user may not have asked for diagnostics, so their failure must not end the run. A network may be too large for a second batch, or
    // have a form that can't be measured. Custom modules may throw any exception.
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

namespace Experiments.Signal.Predict;

/// <summary>The places in a network at which predictions start anew from a measurement.</summary>
/// <param name="Inputs">Layers whose input has to be measured: those behind a max-pool or another step that theory can't predict.</param>
/// <param name="Gradients">Layers at which the gradient with respect to the pre-activation has to be measured: the
/// last one, and those before such a place.</param>
public sealed record RequiredMeasurements(IReadOnlyList<string> Inputs, IReadOnlyList<string> Gradients)
{
    public static RequiredMeasurements Of(NetworkPath path)
    {
        var search = new Search(new LayerReadPoints(path.Stages));
        search.Forward(path.Stages, isKnown: true);
        search.Backward(path.Stages, isKnown: false);
        return new RequiredMeasurements(search.Inputs, search.Gradients);
    }

    private sealed class Search(LayerReadPoints places)
    {
        private readonly HashSet<Stage> _known = new(ReferenceEqualityComparer.Instance);

        public List<string> Inputs { get; } = [];

        public List<string> Gradients { get; } = [];

        public bool Forward(IEnumerable<Stage> stages, bool isKnown)
        {
            foreach (var stage in stages)
            {
                if (isKnown)
                    _known.Add(stage);
                isKnown = stage switch
                {
                    WeightedStage weighted => Enter(weighted, isKnown),
                    ResidualStage residual => Forward(residual.Shortcut, isKnown) & Forward(residual.Branch, isKnown),
                    RestartStage => false,
                    _ => isKnown,
                };
            }
            return isKnown;
        }

        public bool Backward(IEnumerable<Stage> stages, bool isKnown)
        {
            foreach (var stage in stages.Reverse())
            {
                if (stage is ActivationStage)
                    isKnown &= _known.Contains(stage);
                if (stage is ResidualStage residual)
                    isKnown = Backward(residual.Branch, isKnown) & Backward(residual.Shortcut, isKnown);
                if (places.GradientAt(stage) is { } layer && !isKnown)
                {
                    Gradients.Add(layer);
                    isKnown = true;
                }

                isKnown = stage switch
                {
                    WeightedStage weighted => isKnown && weighted.Weight.Unknown is null,
                    ResidualStage => isKnown,
                    ActivationStage => isKnown,
                    _ => isKnown && stage is not RestartStage && _known.Contains(stage),
                };
            }
            return isKnown;
        }

        private bool Enter(WeightedStage stage, bool isKnown)
        {
            if (!isKnown)
                Inputs.Add(stage.Layer);
            return stage.IsKnown;
        }
    }
}

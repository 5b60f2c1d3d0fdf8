namespace Experiments.Training;

/// <summary>
/// Makes the optimiser steps of a stack. Neighbouring cells with the same rule and learning rate make their steps together: each operator
/// is called once for the parameters of all these cells.
/// </summary>
internal sealed class StackedStep : IDisposable
{
    private readonly KeptScalars _scalars = new();
    private readonly List<(IReadOnlyList<Trainer> Cells, IReadOnlyList<StateRows> Groups)> _runs = [];

    /// <param name="cells">The cells; all parameters of their optimisers must already have had a gradient.</param>
    public StackedStep(IReadOnlyList<Trainer> cells, StackedState state)
    {
        for (int start = 0, end; start < cells.Count; start = end)
        {
            end = start + 1;
            while (end < cells.Count && cells[end].Plan.Config.Optimizer.Equals(cells[start].Plan.Config.Optimizer))
                end++;
            if (end - start > 1)
                Add([.. cells.Skip(start).Take(end - start)], start, state);
        }
    }

    /// <summary>Makes the steps that can be made together.</summary>
    /// <returns>The cells whose step is made.</returns>
    public IReadOnlyCollection<Trainer> Run()
    {
        UpdatePhases.Enter(UpdatePhase.Step);
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _scalars.Trim();
        var made = new List<Trainer>();
        foreach (var (cells, groups) in _runs)
        {
            var rate = cells[0].LearningRate;
            if (cells.Any(cell => cell.LearningRate != rate) || !groups.All(group => group.Join()))
                continue;
            foreach (var group in groups)
                group.Update(cells[0].Plan.Config.Optimizer, rate);
            made.AddRange(cells);
        }

        return made;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var group in _runs.SelectMany(run => run.Groups))
            group.Dispose();
        _scalars.Dispose();
    }

    private void Add(IReadOnlyList<Trainer> cells, int start, StackedState state)
    {
        var groups = new List<StateRows>();
        for (var group = 0; group < state.Gradients.Count; group++)
        {
            var own = cells.Select(cell => cell.Optimizer.States[group]).ToList();
            var (values, gradients) = (state.Values[group].narrow(0, start, cells.Count),
                state.Gradients[group].narrow(0, start, cells.Count));
            if (!StepProof.Allows(cells[0].Plan.Config.Optimizer, values, own[0].WeightDecay))
            {
                groups.ForEach(rows => rows.Dispose());
                return;
            }

            groups.Add(new StateRows(own, values, gradients, _scalars));
        }

        _runs.Add((cells, groups));
    }
}

using Experiments.Models;

namespace Experiments.Training;

/// <summary>
/// Pooling and shortcuts without parameters. These modules compute each example independently, so one batch can hold the examples of all
/// cells.
/// </summary>
internal sealed class StackedExamples(Module<Tensor, Tensor> module) : StackedModule
{
    /// <summary>Returns the stack of the cells' modules. If the modules may compute examples together, or if their settings differ, returns
    /// <paramref name="apart"/>.</summary>
    public static StackedModule Of(IReadOnlyList<Module<Tensor, Tensor>> cells, SlicedModule apart) =>
        Settings(cells[0]) is { } settings && cells.All(cell => Settings(cell) == settings) ? new StackedExamples(cells[0]) : apart;

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal) => signal.MapExamples(module.call);

    private static string? Settings(Module<Tensor, Tensor> module) => module switch
    {
        Modules.MaxPool2d pool => Text(pool.ceil_mode, pool.kernel_size, pool.stride, pool.padding, pool.dilation),
        Modules.AdaptiveAvgPool2d pool => Text(option: false, pool.output_size),
        PaddingShortcut shortcut => Text(option: false, [shortcut.Inputs, shortcut.Outputs, shortcut.Stride]),
        _ => null,
    };

    private static string Text(bool option, params long[]?[] sizes) =>
        $"{option} {string.Join(' ', sizes.Select(size => size is null ? "default" : string.Join(',', size)))}";
}

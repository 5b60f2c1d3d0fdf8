namespace Experiments.Export;

/// <summary>Refuses what a script can't express.</summary>
internal static class Refusal
{
    /// <exception cref="InputException">The text is null.</exception>
    /// <param name="key">The config's key, such as <c>model.kind</c>.</param>
    /// <param name="value">The key's value.</param>
    /// <param name="type">The type whose method <c>PyTorch</c> returned null.</param>
    public static T Required<T>(T? text, string key, string value, Type type)
        where T : class => text ?? throw new InputException(
            $"{key}: '{value}' can't be exported to PyTorch, because {type.Name} does not say how to write it in Python. Choose another "
                + $"value, or override the method PyTorch of {type.Name}.");
}

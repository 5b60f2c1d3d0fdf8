namespace Experiments.Options;

/// <summary>The kind of value that a config key takes, derived from the property's type.</summary>
internal abstract record OptionType
{
    /// <summary>A whole number, for a property of type <see cref="int"/> or <see cref="long"/>.</summary>
    internal sealed record Integer(Type Type) : OptionType
    {
        /// <summary>
        /// Smallest whole number. JSON numbers beyond 2^53 - 1 lose their last digits (RFC 8785 and RFC 7493 section 2.2), so a run's
        /// record could not restore such a number.
        /// </summary>
        public long Lowest => Type == typeof(int) ? int.MinValue : -9_007_199_254_740_991;

        /// <inheritdoc cref="Lowest"/>
        public long Highest => Type == typeof(int) ? int.MaxValue : 9_007_199_254_740_991;
    }

    /// <summary>A finite number.</summary>
    internal sealed record Number : OptionType;

    /// <summary>A finite number, or an expression over the given names.</summary>
    internal sealed record Formula(IReadOnlyList<string> Names) : OptionType;

    internal sealed record Boolean : OptionType;

    internal sealed record Text : OptionType;

    internal sealed record List(OptionType Element, Type ElementType) : OptionType;

    /// <summary>An object with fixed keys.</summary>
    internal sealed record Record(Type Type) : OptionType;

    /// <summary>An object whose discriminator chooses a row of a registry; the row defines its keys.</summary>
    internal sealed record Choice(IRegistry Registry) : OptionType
    {
        public RegistryRow? Row(string name) => Registry.Rows.FirstOrDefault(row => row.Name == name);

        public RegistryRow RowOf(object options) =>
            Registry.Rows.FirstOrDefault(row => row.OptionsType == options.GetType())
            ?? throw new ArgumentException($"{options.GetType().Name} has no row in the {Registry.Noun} registry.", nameof(options));

        /// <summary>Permitted words of the discriminator.</summary>
        public IEnumerable<string> Words => Registry.Rows.Select(row => row.Name);
    }
}

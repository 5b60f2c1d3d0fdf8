namespace Experiments.Configuration.Options;

/// <summary>What a value of a config may be, read off the property's type.</summary>
internal abstract record Shape
{
    /// <summary>A whole number that a property of type <see cref="int"/> or <see cref="long"/> holds.</summary>
    internal sealed record Integer(Type Type) : Shape
    {
        /// <summary>
        /// Smallest and largest whole number. Beyond 2^53 - 1 a JSON number does not keep its last digits (RFC 8785 and
        /// RFC 7493 section 2.2), so a record of the run could not say which one it was.
        /// </summary>
        public long Lowest => Type == typeof(int) ? int.MinValue : -9_007_199_254_740_991;

        /// <inheritdoc cref="Lowest"/>
        public long Highest => Type == typeof(int) ? int.MaxValue : 9_007_199_254_740_991;
    }

    /// <summary>A finite number.</summary>
    internal sealed record Number : Shape;

    /// <summary>A finite number, or an expression over some names that comes to one.</summary>
    internal sealed record Formula(IReadOnlyList<string> Names) : Shape;

    /// <summary>true or false.</summary>
    internal sealed record Boolean : Shape;

    /// <summary>A string.</summary>
    internal sealed record Text : Shape;

    /// <summary>A list whose elements have one shape.</summary>
    internal sealed record List(Shape Element, Type ElementType) : Shape;

    /// <summary>An object with fixed keys.</summary>
    internal sealed record Record(Type Type) : Shape;

    /// <summary>An object whose discriminator chooses a row of a registry, and with it the keys.</summary>
    internal sealed record Choice(IRegistry Registry) : Shape
    {
        /// <summary>The row of that name, or null.</summary>
        public RegistryRow? Row(string name) => Registry.Rows.FirstOrDefault(row => row.Name == name);

        /// <summary>The row of an options object.</summary>
        public RegistryRow RowOf(object options) =>
            Registry.Rows.FirstOrDefault(row => row.OptionsType == options.GetType())
            ?? throw new ArgumentException($"{options.GetType().Name} has no row in the {Registry.Noun} registry.", nameof(options));

        /// <summary>The words that the discriminator may be.</summary>
        public IEnumerable<string> Words => Registry.Rows.Select(row => row.Name);
    }
}

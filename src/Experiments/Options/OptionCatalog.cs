using System.Collections.Concurrent;
using System.Reflection;
using Experiments.Options.Expressions;

namespace Experiments.Options;

/// <summary>Keys of every options type, found by reflection over <see cref="OptionAttribute"/> and cached per type.</summary>
/// <param name="names">Names that an expression may use.</param>
/// <param name="freeSection">Section of a config that another library reads; null if there is no such section.</param>
internal sealed class OptionCatalog(Type root, IReadOnlyList<IRegistry> registries, IReadOnlyList<ExpressionName>? names = null,
    string? freeSection = null)
{
    private readonly ConcurrentDictionary<Type, IReadOnlyList<OptionKey>> _keys = new();

    /// <summary>Type of a whole config.</summary>
    public Type Root { get; } = root;

    /// <summary>Registries from which polymorphic keys choose a row.</summary>
    public IReadOnlyList<IRegistry> Registries { get; } = registries;

    public IReadOnlyList<ExpressionName> Names { get; } = names ?? [];

    public string? FreeSection { get; } = freeSection;

    /// <summary>Returns the keys of an options type in the order of declaration, followed by the keys of its base type.</summary>
    public IReadOnlyList<OptionKey> Keys(Type type) => _keys.GetOrAdd(type, Discover);

    public OptionKey? Key(Type type, string name) => Keys(type).FirstOrDefault(key => key.Name == name);

    public IEnumerable<string> KeyNames(Type type) => Keys(type).Select(key => key.Name);

    /// <summary>Creates an options object with the defaults.</summary>
    public static object Fresh(Type type) =>
        Activator.CreateInstance(type) ?? throw new ArgumentException($"{type.Name} has no parameterless constructor.", nameof(type));

    private List<OptionKey> Discover(Type type)
    {
        var keys = new List<OptionKey>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var property in level.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .OrderBy(p => p.MetadataToken))
            {
                if (property.GetCustomAttribute<OptionAttribute>() is { } option && keys.All(key => key.Property.Name != property.Name))
                    keys.Add(Describe(option, property));
            }
        }
        return keys;
    }

    private OptionKey Describe(OptionAttribute option, PropertyInfo property)
    {
        if (!property.CanWrite)
            throw new ArgumentException($"The option {property.DeclaringType}.{property.Name} has no init accessor.");
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var nullable = type != property.PropertyType
            || (!type.IsValueType && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable);
        var text = $"options.{Declarer(property).Name}.{property.Name}";
        return new OptionKey(property, new Slot(TypeOf(type), option, nullable) { TextKey = text });
    }

    // An override without an attribute inherits the option and its texts from the overridden property.
    private static Type Declarer(PropertyInfo property)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var type = property.DeclaringType!;
        while (type.GetProperty(property.Name, own)?.IsDefined(typeof(OptionAttribute), inherit: false) != true)
            type = type.BaseType!;
        return type;
    }

    private OptionType TypeOf(Type type)
    {
        if (type == typeof(int) || type == typeof(long))
            return new OptionType.Integer(type);
        if (type == typeof(double))
            return new OptionType.Number();
        if (type == typeof(Expression))
            return new OptionType.Formula([.. Names.Select(name => name.Name)]);
        if (type == typeof(bool))
            return new OptionType.Boolean();
        if (type == typeof(string))
            return new OptionType.Text();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new OptionType.List(TypeOf(type.GenericTypeArguments[0]), type.GenericTypeArguments[0]);
        if (Registries.FirstOrDefault(registry => registry.BaseType == type) is { } registry)
            return new OptionType.Choice(registry);
        if (type is { IsClass: true, IsAbstract: false } && Keys(type).Count > 0)
            return new OptionType.Record(type);
        throw new ArgumentException(
            $"An option can't have the type {type}. Use int, long, double, Expression, bool, string, a record with options, a "
                + $"registry's base "
                + $"type, or an IReadOnlyList of one of them.");
    }
}

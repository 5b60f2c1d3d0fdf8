using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using TorchSharp;

namespace SystemTorch.Tests.Operators;

/// <summary>
/// One call of an overload: what to give it, as words that both C# and Python read. A word is the name of an input, "{x,y}" a list of inputs,
/// "[1,2]" integers, "'text'", a number, "true", "f64" a dtype, "seed" a generator; "-" leaves an optional argument out.
/// </summary>
internal sealed class OperatorCall(MethodInfo method, string self, IReadOnlyList<string> words)
{
    // In place, but what they return is another object with the same elements.
    private static readonly HashSet<string> s_answersWithAnotherHandle = ["tril_", "triu_", "zero_"];

    private static readonly HashSet<string> s_extents = ["size", "rows", "columns", "dim0", "dim1", "dim2", "dim3"];

    internal MethodInfo Method => method;

    /// <summary>As it would be written, "torch.Tensor.add(Scalar scalar) with x 2".</summary>
    public override string ToString()
    {
        var parameters = string.Join(", ", method.GetParameters().Select(p => $"{OperatorTable.NameOf(p.ParameterType)} {p.Name}"));
        return $"{method.DeclaringType!.Name}.{method.Name}({parameters}) with {string.Join(' ', [self, .. words])}";
    }

    /// <summary>What a method is called on.</summary>
    internal torch.Tensor Self => OperatorInputs.Tensor(self);

    internal IReadOnlyList<torch.Tensor> Run() => Run(method.IsStatic ? null : Self, tensor => tensor);

    /// <summary>Calls a method on another tensor, with every tensor of real numbers among the arguments converted to its type.</summary>
    internal IReadOnlyList<torch.Tensor> RunOn(torch.Tensor target) => Run(target, tensor => tensor.is_floating_point() ? tensor.to(target.dtype) : tensor);

    private List<torch.Tensor> Run(torch.Tensor? target, Func<torch.Tensor, torch.Tensor> convert)
    {
        torch.manual_seed(7);
        var parameters = method.GetParameters();
        var values = parameters.Select((p, i) => words[i] == "-" ? p.DefaultValue : Value(words[i], p.ParameterType))
            .Select(value => value is torch.Tensor tensor ? convert(tensor) : value).ToArray();
        var result = method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, values, CultureInfo.InvariantCulture);
        if (method.Name.EndsWith('_') && !s_answersWithAnotherHandle.Contains(method.Name))
            Assert.Same(method.IsStatic ? values[0] : target, result);
        return [.. Tensors(result)];
    }

    internal JsonObject ToJson()
    {
        var arguments = new JsonArray();
        var extents = new JsonArray();
        foreach (var (parameter, word) in method.GetParameters().Zip(words))
        {
            if (word == "-")
                continue;
            if (s_extents.Contains(parameter.Name!) && OperatorTable.IsFactory(method) && !word.StartsWith('['))
                extents.Add(long.Parse(word, CultureInfo.InvariantCulture));
            else
                arguments.Add(new JsonArray(parameter.Name, Kind(word), Json(word)));
        }
        if (extents.Count > 0)
            arguments.Insert(0, new JsonArray("size", "value", extents));
        return new JsonObject
        {
            ["on"] = method.DeclaringType!.Name,
            ["name"] = method.Name,
            ["self"] = method.IsStatic ? null : self,
            ["arguments"] = arguments,
        };
    }

    private static IEnumerable<torch.Tensor> Tensors(object? value) => value switch
    {
        null => [],
        torch.Tensor tensor => [tensor],
        bool b => [torch.tensor(b)],
        long l => [torch.tensor(l)],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Tensors(tuple[i])),
        IEnumerable list => list.Cast<object>().SelectMany(Tensors),
        _ => throw new InvalidOperationException($"A {value.GetType()} is no result to compare."),
    };

    private static string Kind(string word) => word switch
    {
        "seed" => "generator",
        "f64" => "dtype",
        _ when word[0] == '{' => "tensors",
        _ when OperatorInputs.Names.Contains(word) => "tensor",
        _ => "value",
    };

    private static JsonNode? Json(string word) => word switch
    {
        "seed" => 11,
        "f64" => "float64",
        _ when word[0] == '{' => new JsonArray([.. Items(word).Select(name => (JsonNode)name)]),
        _ when word[0] == '\'' => word.Trim('\''),
        _ when word is "true" or "false" => word == "true",
        _ when OperatorInputs.Names.Contains(word) => word,
        _ => JsonNode.Parse(word),
    };

    private static object? Value(string word, Type type) => word switch
    {
        "seed" => new torch.Generator(11),
        "f64" => torch.ScalarType.Float64,
        _ when word[0] == '{' => List([.. Items(word).Select(OperatorInputs.Tensor)], type),
        _ when word[0] == '[' => Integers([.. Items(word).Select(i => long.Parse(i, CultureInfo.InvariantCulture))], type),
        _ when word[0] == '\'' => word.Trim('\'') is var text && type.IsEnum ? Enum.Parse(type, text) : type == typeof(char) ? (object)text[0] : text,
        "null" => null,
        _ when word is "true" or "false" => type == typeof(Scalar) ? (object)(Scalar)(word == "true") : word == "true",
        _ when OperatorInputs.Names.Contains(word) => OperatorInputs.Tensor(word),
        _ => Number(word, Nullable.GetUnderlyingType(type) ?? type),
    };

    private static object List(torch.Tensor[] tensors, Type type) => type.IsAssignableFrom(typeof(torch.Tensor[])) ? tensors : tensors.ToList();

    private static object Integers(long[] values, Type type) =>
        type == typeof(torch.Size) ? (object)new torch.Size(values)
        : type == typeof(int[]) ? Array.ConvertAll(values, v => (int)v)
        : values;

    private static object Number(string word, Type type)
    {
        if (type == typeof(Scalar))
            return word.Contains('.', StringComparison.Ordinal) ? (Scalar)double.Parse(word, CultureInfo.InvariantCulture) : (Scalar)long.Parse(word, CultureInfo.InvariantCulture);
        return Convert.ChangeType(word, type, CultureInfo.InvariantCulture);
    }

    private static string[] Items(string word) => word[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries);
}

using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace SystemTorch.Tests.Torch;

/// <summary>Tensors made from managed elements: every overload of torch.tensor gives the elements, their type and their shape back.</summary>
public sealed class FactoryTests : IDisposable
{
    private static readonly Dictionary<Type, torch.ScalarType> s_types = new()
    {
        [typeof(bool)] = torch.ScalarType.Bool,
        [typeof(byte)] = torch.ScalarType.Byte,
        [typeof(sbyte)] = torch.ScalarType.Int8,
        [typeof(short)] = torch.ScalarType.Int16,
        [typeof(int)] = torch.ScalarType.Int32,
        [typeof(long)] = torch.ScalarType.Int64,
        [typeof(Half)] = torch.ScalarType.Float16,
        [typeof(float)] = torch.ScalarType.Float32,
        [typeof(double)] = torch.ScalarType.Float64,
    };

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public static TheoryData<string> Overloads { get; } = new(Reflected().Select(Signature));

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Overloads))]
    public void Torch_tensor_copies_elements_type_and_shape(string signature)
    {
        var method = Reflected().Single(m => Signature(m) == signature);
        var parameters = method.GetParameters();
        var element = ElementOf(parameters[0].ParameterType)!;
        var shape = ShapeFor(parameters);
        var elements = Elements(element, shape.Aggregate(1L, (a, b) => a * b));
        object?[] arguments = [Source(parameters[0].ParameterType, elements, shape), .. parameters.Skip(1).Select(p => Argument(p, shape))];

        var tensor = (torch.Tensor)method.Invoke(null, arguments)!;

        Assert.Equal(s_types[element], tensor.dtype);
        Assert.Equal(shape, tensor.shape);
        Assert.Equal(BytesOf(elements), tensor.bytes.ToArray());
    }

    [Fact]
    public void A_later_change_of_the_array_does_not_reach_the_tensor()
    {
        float[] array = [1, 2];
        var a = torch.tensor(array);
        array[0] = 9;

        Assert.Equal([1f, 2f], a.data<float>().ToArray());
    }

    [Fact]
    public void The_literal_decides_the_type_as_in_TorchSharp()
    {
        Assert.Equal(
            [torch.int32, torch.int64, torch.float32, torch.float64, torch.@bool],
            new[] { torch.tensor(1), torch.tensor(1L), torch.tensor(1f), torch.tensor(1.0), torch.tensor(true) }.Select(t => t.dtype));
    }

    [Fact]
    public void Elements_can_be_converted_and_can_require_a_gradient()
    {
        Assert.Equal([1.0, 2.0], torch.tensor(new[] { 1, 2 }, torch.float64).data<double>().ToArray());
        Assert.True(torch.tensor([1.0, 2.0], requires_grad: true).requires_grad);
    }

    [Fact]
    public void Too_few_elements_for_the_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => torch.tensor([1f, 2f], new long[] { 3 }));
    }

    [Fact]
    public void Spans_of_elements_and_sizes_are_taken()
    {
        Assert.Equal([2, 2], torch.tensor(new Memory<float>([1f, 2f, 3f, 4f]), stackalloc long[] { 2, 2 }).shape);
        Assert.Equal([3, 4], torch.zeros(stackalloc long[] { 3, 4 }).shape);
    }

    [Fact]
    public void Empty_tensors_have_shape_and_type_but_any_contents()
    {
        Assert.Equal([2, 3], torch.empty(2, 3).shape);
        Assert.Equal(torch.int64, torch.empty([2], torch.int64).dtype);
        Assert.Equal([2, 3], torch.empty_like(torch.zeros(2, 3)).shape);
        Assert.Equal([4], torch.zeros(2, 3).new_empty(new long[] { 4 }).shape);
        Assert.Equal(0, torch.empty(0).numel());
    }

    [Fact]
    public void Normal_numbers_have_the_mean_and_deviation_asked_for()
    {
        using var generator = new torch.Generator(1);
        var numbers = torch.normal(3, 2, stackalloc long[] { 100_000 }, generator: generator);

        // Five standard errors: 2/√n and 2/√(2n).
        Assert.InRange(numbers.mean().ToDouble(), 3 - 0.032, 3 + 0.032);
        Assert.InRange(numbers.std().ToDouble(), 2 - 0.023, 2 + 0.023);
    }

    private static IEnumerable<MethodInfo> Reflected() => typeof(torch).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(m => m.Name == "tensor" && ElementOf(m.GetParameters()[0].ParameterType) is not null)
        .Where(m => m.GetParameters()[1].Name != "imaginary" && !m.GetParameters().Any(p => p.ParameterType.IsByRefLike));

    private static string Signature(MethodInfo method) => string.Join(", ", method.GetParameters().Select(p => p.ParameterType.ToString()));

    private static Type? ElementOf(Type type)
    {
        var element = type.IsArray ? type.GetElementType()! : type.IsGenericType && !type.IsValueType | type.Name == "Memory`1" ? type.GetGenericArguments()[0] : type;
        return s_types.ContainsKey(element) ? element : null;
    }

    private static long[] ShapeFor(ParameterInfo[] parameters)
    {
        var extents = parameters.Count(p => p.Name is "rows" or "columns" or "dim0" or "dim1" or "dim2" or "dim3");
        var first = parameters[0].ParameterType;
        var rank = extents > 0 ? extents : first.IsArray ? first.GetArrayRank() : first.IsGenericType ? 1 : 0;
        return [.. new long[] { 2, 3, 2, 2 }.Take(rank)];
    }

    private static Array Elements(Type element, long count)
    {
        var random = new Random(7);
        var elements = Array.CreateInstance(element, count);
        for (var i = 0; i < count; i++)
        {
            var value = random.Next(0, 100);
            elements.SetValue(element == typeof(bool) ? value % 2 == 0 : element == typeof(Half) ? (Half)value : Convert.ChangeType(value, element, null), i);
        }
        return elements;
    }

    private static object Source(Type type, Array elements, long[] shape)
    {
        if (!type.IsArray && !type.IsGenericType)
            return elements.GetValue(0)!;
        if (!type.IsArray || type.GetArrayRank() == 1)
            return elements;
        var array = Array.CreateInstance(elements.GetType().GetElementType()!, shape);
        for (var i = 0; i < elements.Length; i++)
            array.SetValue(elements.GetValue(i), Position(i, shape));
        return array;
    }

    private static long[] Position(long index, long[] shape)
    {
        var position = new long[shape.Length];
        for (var d = shape.Length - 1; d >= 0; d--)
            (index, position[d]) = Math.DivRem(index, shape[d]);
        return position;
    }

    private static object? Argument(ParameterInfo parameter, long[] shape) => parameter.Name switch
    {
        "rows" or "dim0" => shape[0],
        "columns" or "dim1" => shape[1],
        "dim2" => shape[2],
        "dim3" => shape[3],
        _ => parameter.DefaultValue,
    };

    private static byte[] BytesOf(Array elements) =>
        [.. elements.Cast<object>().SelectMany(e => e switch
        {
            bool b => [b ? (byte)1 : (byte)0],
            byte b => [b],
            sbyte b => [(byte)b],
            short s => BitConverter.GetBytes(s),
            int i => BitConverter.GetBytes(i),
            long l => BitConverter.GetBytes(l),
            Half h => BitConverter.GetBytes(h),
            float f => BitConverter.GetBytes(f),
            double d => BitConverter.GetBytes(d),
            _ => throw new InvalidOperationException(),
        })];
}

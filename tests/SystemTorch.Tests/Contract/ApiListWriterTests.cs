using SystemTorch.Reference.Surface;

namespace SystemTorch.Tests.Contract;

/// <summary>The surface of a few declarations, against lines written by hand in the list's format.</summary>
public sealed class ApiListWriterTests
{
    private const string Prefix = "SystemTorch.Tests.Contract.Samples";

    [Theory]
    [InlineData(".Shape : abstract class implements System.IDisposable")]
    [InlineData(".Shape.Dispose() : System.Void")]
    [InlineData(".Shape.Dispose(System.Boolean disposing) : protected virtual System.Void")]
    [InlineData(".Shape.area() : abstract System.Double")]
    [InlineData(".Shape.new(System.String name) : protected constructor")]
    [InlineData(".Shape.op_Addition(SystemTorch.Tests.Contract.Samples.Shape left, SystemTorch.Tests.Contract.Samples.Shape right) : static SystemTorch.Tests.Contract.Samples.Shape")]
    [InlineData(".Boxes`1<T> : class : System.Collections.Generic.List`1<T> implements System.Collections.Generic.ICollection`1<T>, System.Collections.Generic.IEnumerable`1<T>, System.Collections.Generic.IList`1<T>, System.Collections.Generic.IReadOnlyCollection`1<T>, System.Collections.Generic.IReadOnlyList`1<T>, System.Collections.ICollection, System.Collections.IEnumerable, System.Collections.IList where T : unmanaged")]
    [InlineData(".Boxes`1.Lid<T> : struct where T : unmanaged")]
    [InlineData(".Boxes`1.Lid<T>.size : field System.Nullable`1<T>")]
    [InlineData(".Boxes`1<T>.Item[System.Int32 row, System.Int32 column] : property T[,] { get; set; }")]
    [InlineData(".Boxes`1<T>.map<TResult>(System.Func`2<T, TResult> f, System.Collections.Generic.IEnumerable`1<TResult> seed = null) : SystemTorch.Tests.Contract.Samples.Boxes`1.Lid<T>[] where TResult : class, System.IDisposable, new()")]
    [InlineData(".Boxes`1<T>.try_get(System.String key, out T& value, params System.Int64[] path) : System.Boolean")]
    [InlineData(".Kind : enum")]
    [InlineData(".Kind.Small : static field SystemTorch.Tests.Contract.Samples.Kind = -1")]
    [InlineData(" : static class")]
    [InlineData(".grow(SystemTorch.Tests.Contract.Samples.Shape shape, System.Double factor = 1E-08, SystemTorch.Tests.Contract.Samples.Kind kind = Small, System.String how = \"fast\", System.Char mark = L, System.Boolean keep = false, System.Nullable`1<System.Int64> dim = null) : static System.ValueTuple`2<System.Double, System.Int32> [extension]")]
    [InlineData(".Callback : delegate : System.MulticastDelegate implements System.ICloneable, System.Runtime.Serialization.ISerializable")]
    [InlineData(".Callback.Invoke(System.IntPtr length) : virtual System.IntPtr")]
    public void A_declaration_is_written_as_the_list_would(string line)
    {
        var surface = BuiltAssembly.OwnSurface.Where(t => t.Name.StartsWith(Prefix, StringComparison.Ordinal));

        Assert.Contains(Prefix + line, ApiListWriter.Write(surface));
    }

    [Theory]
    [InlineData("Hidden")]
    [InlineData("secret")]
    [InlineData("shared")]
    [InlineData("get_size")]
    public void What_is_not_public_or_protected_is_not_written(string name)
    {
        var surface = BuiltAssembly.OwnSurface;

        Assert.DoesNotContain(ApiListWriter.Write(surface), l => l.StartsWith(Prefix, StringComparison.Ordinal) && l.Contains(name, StringComparison.Ordinal));
    }
}

using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <inheritdoc cref="Sequential{T, TResult}"/>
public abstract class Sequential<T1, T2, T3, T4, TResult> : nn.Module<T1, T2, T3, T4, TResult>
{
    private readonly SequentialParts _parts = new();

    protected Sequential(params (string name, nn.Module submodule)[] modules)
    {
        foreach (var (key, module) in modules) _parts.Add(key, module);
    }

    protected Sequential(params nn.Module[] modules)
    {
        foreach (var module in modules) _parts.Add(module);
    }

    private protected override string NativeName => "torch::nn::SequentialImpl";

    public int Count => _parts.Count;

    [IndexerName("SequentialItems")]
    public nn.Module this[int index] => _parts[index];

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, TResult> this[Range index] => this[_parts.Resolve(index)];

    public Sequential<T1, T2, T3, T4, TResult> append(string name, nn.Module module)
    {
        _parts.Add(name, module);
        return this;
    }

    public Sequential<T1, T2, T3, T4, TResult> append(nn.Module module)
    {
        _parts.Add(module);
        return this;
    }

    protected virtual Sequential<T1, T2, T3, T4, TResult> Slice(int start, int end) => throw new NotImplementedException();

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) => _parts.Parameters(recurse);

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true) =>
        _parts.Buffers(recurse, include_persistent);

    public override IEnumerable<(string name, nn.Module module)> named_children() => _parts.Children;

    public override IEnumerable<(string name, nn.Module module)> named_modules() => _parts.Modules();

    public override nn.Module apply(Action<nn.Module> fn)
    {
        _parts.ForEach(module => module.apply(fn));
        fn(this);
        return this;
    }

    internal override nn.Module Convert(ScalarType? dtype, Device? device, bool non_blocking)
    {
        _parts.ForEach(module => module.Convert(dtype, device, non_blocking));
        return this;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _parts.ForEach(module => module.Dispose());
        base.Dispose(disposing);
    }
}

/// <inheritdoc cref="Sequential{T, TResult}"/>
public abstract class Sequential<T1, T2, T3, T4, T5, TResult> : nn.Module<T1, T2, T3, T4, T5, TResult>
{
    private readonly SequentialParts _parts = new();

    protected Sequential(params (string name, nn.Module submodule)[] modules)
    {
        foreach (var (key, module) in modules) _parts.Add(key, module);
    }

    protected Sequential(params nn.Module[] modules)
    {
        foreach (var module in modules) _parts.Add(module);
    }

    private protected override string NativeName => "torch::nn::SequentialImpl";

    public int Count => _parts.Count;

    [IndexerName("SequentialItems")]
    public nn.Module this[int index] => _parts[index];

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, TResult> this[Range index] => this[_parts.Resolve(index)];

    public Sequential<T1, T2, T3, T4, T5, TResult> append(string name, nn.Module module)
    {
        _parts.Add(name, module);
        return this;
    }

    public Sequential<T1, T2, T3, T4, T5, TResult> append(nn.Module module)
    {
        _parts.Add(module);
        return this;
    }

    protected virtual Sequential<T1, T2, T3, T4, T5, TResult> Slice(int start, int end) => throw new NotImplementedException();

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) => _parts.Parameters(recurse);

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true) =>
        _parts.Buffers(recurse, include_persistent);

    public override IEnumerable<(string name, nn.Module module)> named_children() => _parts.Children;

    public override IEnumerable<(string name, nn.Module module)> named_modules() => _parts.Modules();

    public override nn.Module apply(Action<nn.Module> fn)
    {
        _parts.ForEach(module => module.apply(fn));
        fn(this);
        return this;
    }

    internal override nn.Module Convert(ScalarType? dtype, Device? device, bool non_blocking)
    {
        _parts.ForEach(module => module.Convert(dtype, device, non_blocking));
        return this;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _parts.ForEach(module => module.Dispose());
        base.Dispose(disposing);
    }
}

/// <inheritdoc cref="Sequential{T, TResult}"/>
public abstract class Sequential<T1, T2, T3, T4, T5, T6, TResult> : nn.Module<T1, T2, T3, T4, T5, T6, TResult>
{
    private readonly SequentialParts _parts = new();

    protected Sequential(params (string name, nn.Module submodule)[] modules)
    {
        foreach (var (key, module) in modules) _parts.Add(key, module);
    }

    protected Sequential(params nn.Module[] modules)
    {
        foreach (var module in modules) _parts.Add(module);
    }

    private protected override string NativeName => "torch::nn::SequentialImpl";

    public int Count => _parts.Count;

    [IndexerName("SequentialItems")]
    public nn.Module this[int index] => _parts[index];

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, T6, TResult> this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential<T1, T2, T3, T4, T5, T6, TResult> this[Range index] => this[_parts.Resolve(index)];

    public Sequential<T1, T2, T3, T4, T5, T6, TResult> append(string name, nn.Module module)
    {
        _parts.Add(name, module);
        return this;
    }

    public Sequential<T1, T2, T3, T4, T5, T6, TResult> append(nn.Module module)
    {
        _parts.Add(module);
        return this;
    }

    protected virtual Sequential<T1, T2, T3, T4, T5, T6, TResult> Slice(int start, int end) => throw new NotImplementedException();

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) => _parts.Parameters(recurse);

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true) =>
        _parts.Buffers(recurse, include_persistent);

    public override IEnumerable<(string name, nn.Module module)> named_children() => _parts.Children;

    public override IEnumerable<(string name, nn.Module module)> named_modules() => _parts.Modules();

    public override nn.Module apply(Action<nn.Module> fn)
    {
        _parts.ForEach(module => module.apply(fn));
        fn(this);
        return this;
    }

    internal override nn.Module Convert(ScalarType? dtype, Device? device, bool non_blocking)
    {
        _parts.ForEach(module => module.Convert(dtype, device, non_blocking));
        return this;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _parts.ForEach(module => module.Dispose());
        base.Dispose(disposing);
    }
}

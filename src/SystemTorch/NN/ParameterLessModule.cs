namespace TorchSharp.Modules;

/// <summary>Marks modules that hold neither parameters nor buffers.</summary>
public interface IParameterLessModule
{
}

internal static class ParameterLess
{
    internal static InvalidOperationException Refuse(string what) =>
        new($"Cannot register a {what} on a module that is declared 'parameter-less.'");

    internal static void Require(torch.nn.Module submodule)
    {
        if (submodule is not IParameterLessModule)
            throw new InvalidOperationException("Submodules of a parameter-less module must also be parameter-less.");
    }
}

/// <summary>
/// A module without parameters and buffers: conversion passes it by, and registering one is refused.
/// </summary>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    internal override torch.nn.Module Convert(torch.ScalarType? dtype, torch.Device? device, bool non_blocking) => this;

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) =>
        throw ParameterLess.Refuse("buffer");

    public override void register_parameter(string name, Parameter param) =>
        throw ParameterLess.Refuse("parameter");

    public override void register_module(string name, torch.nn.Module submodule)
    {
        ParameterLess.Require(submodule);
        base.register_module(name, submodule);
    }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, TResult> : torch.nn.Module<T1, T2, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    internal override torch.nn.Module Convert(torch.ScalarType? dtype, torch.Device? device, bool non_blocking) => this;

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) =>
        throw ParameterLess.Refuse("buffer");

    public override void register_parameter(string name, Parameter param) =>
        throw ParameterLess.Refuse("parameter");

    public override void register_module(string name, torch.nn.Module submodule)
    {
        ParameterLess.Require(submodule);
        base.register_module(name, submodule);
    }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, T3, TResult> : torch.nn.Module<T1, T2, T3, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    internal override torch.nn.Module Convert(torch.ScalarType? dtype, torch.Device? device, bool non_blocking) => this;

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) =>
        throw ParameterLess.Refuse("buffer");

    public override void register_parameter(string name, Parameter param) =>
        throw ParameterLess.Refuse("parameter");

    public override void register_module(string name, torch.nn.Module submodule)
    {
        ParameterLess.Require(submodule);
        base.register_module(name, submodule);
    }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, T3, T4, TResult> : torch.nn.Module<T1, T2, T3, T4, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    internal override torch.nn.Module Convert(torch.ScalarType? dtype, torch.Device? device, bool non_blocking) => this;

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) =>
        throw ParameterLess.Refuse("buffer");

    public override void register_parameter(string name, Parameter param) =>
        throw ParameterLess.Refuse("parameter");

    public override void register_module(string name, torch.nn.Module submodule)
    {
        ParameterLess.Require(submodule);
        base.register_module(name, submodule);
    }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, T3, T4, T5, TResult> : torch.nn.Module<T1, T2, T3, T4, T5, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    internal override torch.nn.Module Convert(torch.ScalarType? dtype, torch.Device? device, bool non_blocking) => this;

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) =>
        throw ParameterLess.Refuse("buffer");

    public override void register_parameter(string name, Parameter param) =>
        throw ParameterLess.Refuse("parameter");

    public override void register_module(string name, torch.nn.Module submodule)
    {
        ParameterLess.Require(submodule);
        base.register_module(name, submodule);
    }
}

/// <inheritdoc cref="ParameterLessModule{T1, TResult}"/>
public abstract class ParameterLessModule<T1, T2, T3, T4, T5, T6, TResult> : torch.nn.Module<T1, T2, T3, T4, T5, T6, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name) { }

    internal override torch.nn.Module Convert(torch.ScalarType? dtype, torch.Device? device, bool non_blocking) => this;

    public override void register_buffer(string name, torch.Tensor tensor, bool persistent = true) =>
        throw ParameterLess.Refuse("buffer");

    public override void register_parameter(string name, Parameter param) =>
        throw ParameterLess.Refuse("parameter");

    public override void register_module(string name, torch.nn.Module submodule)
    {
        ParameterLess.Require(submodule);
        base.register_module(name, submodule);
    }
}

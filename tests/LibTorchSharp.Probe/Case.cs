namespace LibTorchSharp.Probe;

/// <summary>A row of the table: one or more calls whose results must be the same in both libraries.</summary>
public sealed record Case(string Function, Action<Session> Body)
{
    /// <summary>The function, and the row's number among the function's rows.</summary>
    public string Name { get; init; } = Function;

    public Rounding Rounding { get; init; } = Rounding.None;

    /// <summary>Whether the last call must report an error.</summary>
    public bool MustFail { get; init; }

    /// <summary>Native functions that TorchSharp calls when this case runs.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>Returns the same case without the signs of its results, for vectors that are defined up to their sign.</summary>
    public Case UpToSigns() => With(session => session.Without = " -");

    /// <summary>Returns the same case without the note that a result is not contiguous, because the layout differs between
    /// versions.</summary>
    public Case InAnyLayout() => With(session => session.Without = " strided");

    private Case With(Action<Session> prepare) => this with { Body = prepare + Body };

    public Case Within(Rounding rounding) => this with { Rounding = rounding };

    public Case Fails() => this with { MustFail = true };
}

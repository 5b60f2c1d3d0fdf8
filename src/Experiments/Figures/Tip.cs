namespace Experiments.Figures;

/// <summary>Text shown if the pointer is over a point of a figure, in a page with a script.</summary>
/// <param name="Text">The text; line feeds separate lines.</param>
/// <param name="Link">Target of a click; empty without a link.</param>
public sealed record Tip(string Text, string Link = "");

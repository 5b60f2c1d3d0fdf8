using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>Writes residual connections of an exported PyTorch script.</summary>
internal static class ResidualScript
{
    /// <summary>Returns the class <c>Residual(branch, shortcut, activation)</c>.</summary>
    public static string Class(double branchScale, bool learnsScale)
    {
        var factor = learnsScale ? " * self.scale" : branchScale == 1 ? "" : $" * {Py.Number(branchScale)}";
        string[] lines =
        [
            "class Residual(nn.Module):",
            "    def __init__(self, branch, shortcut=None, activation=None):",
            "        super().__init__()",
            .. learnsScale ? [$"        self.scale = nn.Parameter(torch.full((1,), {Py.Number(branchScale)}))"] : Array.Empty<string>(),
            "        self.branch, self.shortcut, self.activation = branch, shortcut, activation",
            "",
            "    def forward(self, x):",
            "        straight = x if self.shortcut is None else self.shortcut(x)",
            $"        total = straight + self.branch(x){factor}",
            "        return total if self.activation is None else self.activation(total)",
        ];
        return string.Join('\n', lines);
    }
}

using Experiments.Models;

namespace Experiments.Theory;

public sealed record ActivationStage(ActivationOptions Function) : Stage;

using Experiments.Models;

namespace Experiments.Signal.Predict;

public sealed record ActivationStage(ActivationOptions Function) : Stage;

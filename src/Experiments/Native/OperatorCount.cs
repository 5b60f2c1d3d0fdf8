namespace Experiments.Native;

/// <summary>Calls of one operator in one phase.</summary>
/// <param name="Name">Name such as <c>aten::addmm</c>; for steps of autograd, <c>autograd::engine::evaluate_function: …</c>.</param>
/// <param name="Outermost">Calls from outside any other operator.</param>
/// <param name="All">All calls.</param>
/// <param name="Leaves">Calls that made no further call; only these compute.</param>
/// <param name="SelfTime">Time without inner calls.</param>
/// <param name="Time">Time of all calls, including inner calls.</param>
public sealed record OperatorCount(int Phase, string Name, long Outermost, long All, long Leaves, TimeSpan SelfTime, TimeSpan Time);

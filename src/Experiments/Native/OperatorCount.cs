namespace Experiments.Native;

/// <summary>Calls of one operator in one phase.</summary>
/// <param name="Name">Such as <c>aten::addmm</c>; autograd's steps are <c>autograd::engine::evaluate_function: …</c>.</param>
/// <param name="Outermost">Calls that no other operator made.</param>
/// <param name="All">All calls.</param>
/// <param name="Leaves">Calls that made no other call; only these can compute.</param>
/// <param name="SelfTime">Time without that of inner calls.</param>
/// <param name="Time">Time of all calls, inner ones included.</param>
public sealed record OperatorCount(int Phase, string Name, long Outermost, long All, long Leaves, TimeSpan SelfTime, TimeSpan Time);

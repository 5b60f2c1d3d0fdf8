namespace Experiments.Native;

/// <summary>Calls of one operator in one phase.</summary>
/// <param name="Name">Name of the operator, such as <c>aten::addmm</c>; for steps of autograd, <c>autograd::engine::evaluate_function:
/// …</c>.</param>
/// <param name="Outermost">Number of calls that do not come from another operator.</param>
/// <param name="All">Number of all calls.</param>
/// <param name="Leaves">Number of calls that called no other operator. Only these calls compute numbers.</param>
/// <param name="SelfTime">Time of all calls, without the time of inner calls.</param>
/// <param name="Time">Time of all calls, including the time of inner calls.</param>
public sealed record OperatorCount(int Phase, string Name, long Outermost, long All, long Leaves, TimeSpan SelfTime, TimeSpan Time);

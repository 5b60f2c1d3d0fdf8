using System.Runtime.CompilerServices;

namespace Experiments.Models;

/// <summary>Records which networks have permanent hooks on their layers. Such a layer gives the correct result only through <c>call</c>,
/// not through <c>forward</c>.</summary>
internal static class LastingHooks
{
    private static readonly ConditionalWeakTable<Module, object> Networks = [];

    public static void Remember(Module network) => Networks.AddOrUpdate(network, Networks);

    public static bool AreIn(Module network) => Networks.TryGetValue(network, out _);
}

using System.Runtime.CompilerServices;

namespace Experiments.Models;

/// <summary>Remembers the networks whose layers have hooks for good: such a layer gives the right result only if it is called.</summary>
internal static class LastingHooks
{
    private static readonly ConditionalWeakTable<Module, object> Networks = [];

    public static void Remember(Module network) => Networks.AddOrUpdate(network, Networks);

    public static bool AreIn(Module network) => Networks.TryGetValue(network, out _);
}

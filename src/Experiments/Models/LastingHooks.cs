using System.Runtime.CompilerServices;

namespace Experiments.Models;

/// <summary>Remembers networks whose layers have permanent hooks. Such a layer gives the correct result only if its call operator is
/// used.</summary>
internal static class LastingHooks
{
    private static readonly ConditionalWeakTable<Module, object> Networks = [];

    public static void Remember(Module network) => Networks.AddOrUpdate(network, Networks);

    public static bool AreIn(Module network) => Networks.TryGetValue(network, out _);
}

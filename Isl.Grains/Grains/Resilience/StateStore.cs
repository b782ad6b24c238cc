namespace Isl.Grains.Grains.Resilience;

/// <summary>Where breakers and health windows are stored: memory when embedded, Redis in a cluster.</summary>
public static class StateStore
{
    /// <summary>Name of the grain storage provider.</summary>
    public const string Name = "isl-state";
}

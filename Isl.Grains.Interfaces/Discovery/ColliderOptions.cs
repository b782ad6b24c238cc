namespace Isl.Grains.Interfaces.Discovery;

/// <summary>When the middle of an unshielded triple is called a collider.</summary>
public enum ColliderRule
{
    /// <summary>It is in none of the separating sets found.</summary>
    SeparatingSets,

    /// <summary>The conditioning set of the largest p-value leaves it out.</summary>
    MaxP,

    /// <summary>As <see cref="MaxP"/>, and only where every set of a high p-value agrees.</summary>
    DefiniteMaxP,
}

/// <summary>What happens when two colliders disagree about an edge.</summary>
public enum ColliderPriority
{
    /// <summary>The first one found stays.</summary>
    KeepExisting,

    /// <summary>The last one found wins.</summary>
    Overwrite,

    /// <summary>The edge becomes bidirected.</summary>
    Bidirected,

    /// <summary>Colliders of the strongest evidence come first, the least p-value with the middle in the set.</summary>
    StrongerFirst,

    /// <summary>Colliders of the strongest evidence come first, the greatest p-value without the middle in the set.</summary>
    StrongerLast,
}

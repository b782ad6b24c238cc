namespace Isl.Grains.Words.Paths;

/// <summary>Whether two sets are separated.</summary>
/// <param name="X">The one.</param>
/// <param name="Y">The other.</param>
/// <param name="Given">What is conditioned on.</param>
/// <param name="OpenPath">An open path; null where they are separated.</param>
public sealed record SeparationSummary(IReadOnlyList<string> X, IReadOnlyList<string> Y, IReadOnlyList<string> Given, string? OpenPath) : Finding
{
    /// <inheritdoc/>
    public override string Text => OpenPath is null ? $"{Relation}." : $"{Relation}: {OpenPath} is open.";

    private string Relation => PathWords.Relation(X, Y, Given, OpenPath is null);
}

/// <summary>Why a path is open.</summary>
/// <param name="Path">The path.</param>
/// <param name="Given">What is conditioned on.</param>
/// <param name="HasCollider">The path has a collider.</param>
public sealed record PathIsOpen(string Path, IReadOnlyList<string> Given, bool HasCollider) : Finding
{
    /// <inheritdoc/>
    public override string Text => (HasCollider, Given.Count) switch
    {
        (false, 0) => $"{Path} has no collider, and nothing is conditioned on.",
        (false, _) => $"{Path} has no collider, and none of its nodes is in {Wording.Set(Given)}.",
        _ => $"On {Path}, no non-collider is in {Wording.Set(Given)}, and every collider is in that set or has a descendant in it.",
    };
}

/// <summary>Why no path is open.</summary>
/// <param name="X">The one.</param>
/// <param name="Y">The other.</param>
/// <param name="Given">What is conditioned on.</param>
public sealed record NoPathIsOpen(IReadOnlyList<string> X, IReadOnlyList<string> Y, IReadOnlyList<string> Given) : Finding
{
    /// <inheritdoc/>
    public override string Text => Given.Count == 0
        ? $"Every path between {Ends} has a collider, and nothing is conditioned on."
        : $"Every path between {Ends} has a non-collider in {Wording.Set(Given)}, "
            + "or a collider that neither is in that set nor has a descendant in it.";

    private string Ends => $"{PathWords.Side(X)} and {PathWords.Side(Y)}";
}

/// <summary>How separation was decided.</summary>
public sealed record SeparationBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "m-separation is decided by reachability (Bayes-ball, Shachter 1998), with bidirected edges as in Richardson (2003). "
        + "The answer is exact, so confidence is 1.";
}

/// <summary>A separation that conditions on a latent node cannot be tested.</summary>
/// <param name="Latent">Latent nodes.</param>
/// <param name="Nodes">All nodes.</param>
public sealed record LatentUntestable(int Latent, int Nodes) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{PathWords.Latent(Latent, Nodes)} A separation that conditions on {Wording.Of(Latent, "it", "one of them")} cannot be tested.";
}

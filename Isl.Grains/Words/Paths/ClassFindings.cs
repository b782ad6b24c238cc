namespace Isl.Grains.Words.Paths;

/// <summary>What is said about a class holds in each of its members.</summary>
public sealed record HoldsInEveryMember : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The graph has edges without a direction and stands for several DAGs. All of them imply the same independences, so this holds in every one. "
        + "A path is shown as it runs in one of them.";
}

/// <summary>The paths of a class are not listed.</summary>
public sealed record PathsOfClassNotListed : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The graph has edges without a direction and stands for several DAGs, in which the same path can be causal or not. So no paths are "
            + "listed. Whether "
        + "the sets are d-separated is the same in all of them.";
}

/// <summary>Graphs with open edges are not drawn.</summary>
public sealed record OpenEdgesNotDrawn : Finding
{
    /// <inheritdoc/>
    public override string Text => "Graphs with edges without a direction are not drawn; ask for the format json, dagitty or dot.";
}

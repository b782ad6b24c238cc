namespace Isl.Grains.Words.Discovery;

/// <summary>Edges that the members of an equivalence class direct differently.</summary>
/// <param name="Pairs">The edges, such as <c>A - B</c>; at least one.</param>
public sealed record OpenDirections(IReadOnlyList<string> Pairs) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The data do not settle the {Wording.Of(Pairs.Count, "direction", "directions")} of {Wording.Some(Pairs)}. "
        + "dag shows one consistent choice, and alternative_dags shows others.";
}

/// <summary>Columns that other columns determine without error.</summary>
/// <param name="Columns">Their names; at least one.</param>
public sealed record DeterminedColumns(IReadOnlyList<string> Columns) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Some(Columns)} {Wording.Of(Columns.Count, "is", "are")} determined exactly by other columns, "
        + "so edges among these columns are arbitrary.";
}

/// <summary>What must hold for a graph to be right.</summary>
public sealed record Assumption : Finding
{
    private Assumption(string text) => Text = text;

    /// <inheritdoc/>
    public override string Text { get; }

    /// <summary>Linear effects, independent noise.</summary>
    public static Assumption Linear { get; } = new("Every variable is a linear function of its causes plus independent noise.");

    /// <summary>Linear effects, independent noise that is about normal.</summary>
    public static Assumption LinearNormal { get; } =
        new("Every variable is a linear function of its causes plus independent, approximately normal noise.");

    /// <summary>Linear effects, independent noise that is not normal.</summary>
    public static Assumption LinearNonNormal { get; } =
        new("Every variable is a linear function of its causes plus independent noise, and at most one of these noises is normal.");

    /// <summary>Linear dependence.</summary>
    public static Assumption LinearDependence { get; } = new("Dependence is linear.");

    /// <summary>Linear dependence between variables that are about normal.</summary>
    public static Assumption NormalDependence { get; } = new("Dependence is linear, and the data are approximately normal.");

    /// <summary>Numbers and categories that depend on each other by means.</summary>
    public static Assumption MixedDependence { get; } =
        new("Numbers depend linearly on numbers, and by their means on categories; what is left is approximately normal with one spread.");

    /// <summary>Numbers that are normal for each combination of the categories.</summary>
    public static Assumption ConditionallyNormal { get; } =
        new("Given the categories, the numbers are jointly normal, with means and a covariance of their own for each combination of categories.");

    /// <summary>Categories whose distribution is not restricted.</summary>
    public static Assumption Multinomial { get; } =
        new("Every column is a category; its distribution may differ for each combination of its causes.");

    /// <summary>Categories that a test can work with.</summary>
    public static Assumption Categories { get; } =
        new("The categories are fine enough to show dependence, and cells hold enough rows for the χ² approximation.");

    /// <summary>Faithfulness.</summary>
    public static Assumption Faithful { get; } = new("Every separation in the data comes from the graph (faithfulness).");

    /// <summary>Sufficiency, acyclicity.</summary>
    public static Assumption NoLatentNoFeedback { get; } = new("There is no unobserved common cause and no feedback.");

    /// <summary>Sufficiency, acyclicity, no selection.</summary>
    public static Assumption NoLatentNoFeedbackNoSelection { get; } =
        new("There is no unobserved common cause, no feedback and no selection.");

    /// <summary>Noise shares of one size, as a fit on standardised columns supposes.</summary>
    public static Assumption EqualNoiseShares { get; } =
        new("On standardised columns, noise has a comparable share in every variable.");

    /// <summary>Noise variances of one size, as a fit on unscaled columns supposes.</summary>
    public static Assumption EqualNoiseVariances { get; } =
        new("In the units given, the noise variances of all variables are comparable.");

    /// <summary>What a graph of sentences rests on.</summary>
    public static Assumption SentencesAreTrue { get; } = new("The sentences are true.");

    /// <summary>What silence of the sentences means.</summary>
    public static Assumption SilenceMeansNone { get; } = new("Variables that no sentence connects do not affect each other directly.");

    /// <summary>What a graph of prior knowledge rests on.</summary>
    public static Assumption PriorKnowledgeIsTrue { get; } = new("The prior knowledge is true.");
}

/// <summary>Wording that several searches share.</summary>
internal static class SearchWords
{
    /// <summary>Behind every basis: where the weights of the answer come from.</summary>
    public const string Weights = "Weights are fitted by least squares in the data's own units.";

    /// <summary>Confidence in a graph without edges.</summary>
    public const string WeakEvidence = "an empty graph is weak evidence";

    /// <summary>Which of a class's edges have one direction.</summary>
    public static string Settled(int directed, int total) => (directed, total) switch
    {
        (_, 0) => "The graph has no edges.",
        (0, 1) => "The only edge has an open direction.",
        (1, 1) => "The only edge has the same direction in every DAG of the class.",
        (0, 2) => "Neither of the two edges has the same direction in every DAG of the class.",
        (0, _) => $"None of the {Wording.Count(total)} edges has the same direction in every DAG of the class.",
        _ when directed == total => $"{All(total, "All", "Both")} edges have the same direction in every DAG of the class.",
        _ => $"{Wording.Count(directed)} of {Wording.Count(total)} edges {Wording.Of(directed, "has", "have")} "
            + "the same direction in every DAG of the class.",
    };

    /// <summary>All of several: <c>both</c>, <c>all 3</c>.</summary>
    public static string All(int count, string all = "all", string both = "both") => count == 2 ? both : $"{all} {Wording.Count(count)}";

    /// <summary>Ends a sentence about confidence where it was halved.</summary>
    public static string Halved(bool isHalved) => isHalved ? ", halved because the search did not reach its end." : ".";
}

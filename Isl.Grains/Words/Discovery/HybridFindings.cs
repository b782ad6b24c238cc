namespace Isl.Grains.Words.Discovery;

/// <summary>Data weight 0: the graph is that of the sentences.</summary>
public sealed record DataHadNoWeight : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The data were given no weight. The graph is that of the sentences, confidence is that of the reading, and the data only give the weights of "
        + "its edges.";
}

/// <summary>Data weight 1: the graph is that of the data.</summary>
public sealed record SentencesHadNoWeight : Finding
{
    /// <inheritdoc/>
    public override string Text => "The sentences were given no weight. The graph is that of the data.";
}

/// <summary>Sentences that entered a continuous fit as factors.</summary>
/// <param name="DataWeight">Weight of the data.</param>
public sealed record SentencesAsFactors(double DataWeight) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"With data weight {Wording.Exact(DataWeight)}, a stated edge needs {Wording.Exact(DataWeight)} times the usual evidence "
        + $"(penalty and threshold). Its reverse, or an edge that is ruled out, needs {Wording.Number(1 / DataWeight)} times as much.";
}

/// <summary>Sentences that were pooled with resamples.</summary>
/// <param name="DataWeight">Weight of the data.</param>
/// <param name="Resamples">Resamples fitted; null where the graph of a simpler method stands in for them.</param>
public sealed record SentencesPooled(double DataWeight, int? Resamples) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"With data weight {Wording.Exact(DataWeight)}, a pair is joined where {Wording.Exact(DataWeight)} times {Share}, "
        + $"plus {Wording.Exact(Math.Round(1 - DataWeight, 6))} times what the sentences say (1 stated, 0 ruled out, "
        + "0.5 silent), is over one half. Its direction is decided in the same way.";

    private string Share => Resamples is { } count
        ? $"its share of {Wording.Count(count, "resample")}"
        : "what the data's graph says (1 joined, 0 not)";
}

/// <summary>What a pooled answer computes confidence from.</summary>
/// <param name="Edges">Edges of the graph.</param>
public sealed record PooledBelief(int Edges) : Finding
{
    /// <inheritdoc/>
    public override string Text => Edges switch
    {
        0 => $"No edge is believed. Confidence is 0.5: {SearchWords.WeakEvidence}.",
        1 => "Confidence is the belief in the graph's edge.",
        _ => "Confidence is the mean belief in the graph's edges.",
    };
}

/// <summary>What sentences say about an edge.</summary>
public enum EdgeSaid
{
    /// <summary>There is one.</summary>
    Stated,

    /// <summary>There is a positive one.</summary>
    Positive,

    /// <summary>There is a negative one.</summary>
    Negative,

    /// <summary>There is none.</summary>
    RuledOut,
}

/// <summary>What data without the sentences say about an edge.</summary>
public enum EdgeSeen
{
    /// <summary>There is one.</summary>
    Found,

    /// <summary>There is one the other way.</summary>
    Reversed,

    /// <summary>There is none between the two.</summary>
    Absent,

    /// <summary>There is one of the other sign.</summary>
    OtherSign,
}

/// <summary>What became of an edge in the graph.</summary>
public enum EdgeOutcome
{
    /// <summary>The graph has it.</summary>
    Kept,

    /// <summary>The graph has the reverse.</summary>
    Reversed,

    /// <summary>The graph has neither.</summary>
    LeftOut,
}

/// <summary>An edge on which data and sentences disagree.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Said">What a sentence says.</param>
/// <param name="Seen">What the data say.</param>
/// <param name="Weight">Its weight in the data, where the sign is at issue.</param>
/// <param name="Outcome">What the graph holds.</param>
public sealed record EdgeDisputed(string Edge, EdgeSaid Said, EdgeSeen Seen, double Weight, EdgeOutcome Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Edge}: {Knowledge}, but {Data}. In the answer, {Graph}.";

    /// <summary>What a sentence says, as a clause.</summary>
    public string Knowledge => Said switch
    {
        EdgeSaid.RuledOut => "a sentence rules it out",
        EdgeSaid.Positive => "a sentence calls it positive",
        EdgeSaid.Negative => "a sentence calls it negative",
        _ => "a sentence states it",
    };

    /// <summary>What the data say, as a clause.</summary>
    public string Data => Seen switch
    {
        EdgeSeen.Found => "the data alone give it",
        EdgeSeen.Reversed => "the data alone give the reverse",
        EdgeSeen.Absent => "the data alone give no edge between the two",
        _ => $"its weight in the data is {Wording.Number(Weight)}",
    };

    /// <summary>What the graph holds, as a clause.</summary>
    public string Graph => Outcome switch
    {
        EdgeOutcome.Kept => "the graph holds it",
        EdgeOutcome.Reversed => "the graph holds the reverse",
        _ => "the graph leaves it out",
    };
}

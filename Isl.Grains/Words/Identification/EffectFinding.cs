using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>A finding about the effect a query asks for.</summary>
/// <param name="Query">The query.</param>
public abstract record EffectFinding(CausalQuery Query) : Finding
{
    /// <summary>The treatments as a list.</summary>
    protected string Treatments => Wording.And(Query.Treatments);

    /// <summary>The outcomes as a list.</summary>
    protected string Outcomes => Wording.And(Query.Outcomes);

    /// <summary>The effect as a formula.</summary>
    protected string Effect => EffectText.Of(Query);

    /// <summary>The effect in words at the start of a sentence.</summary>
    protected string Subject => $"The {EffectAndConditions}";

    /// <summary>The effect in words within a sentence.</summary>
    protected string SubjectWithin => $"the {EffectAndConditions}";

    private string EffectAndConditions => Query.Direct?.Mediators is { IsEmpty: false } held
        ? $"controlled direct effect of {Wording.And([.. Query.Treatments.Except(held)])} on {Outcomes} with {Wording.And(held)} held fixed{Given}"
        : $"effect of {Treatments} on {Outcomes}{Given}";

    private string Given => Query.Conditions.IsEmpty ? "" : $" given {Wording.And(Query.Conditions)}";

    /// <summary>The form of a verb that goes with the treatments.</summary>
    protected string Verb(string one, string many) => Wording.Of(Query.Treatments.Length, one, many);
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Sensitivity;

/// <summary>Bounds of an effect.</summary>
/// <param name="Kind">What they rest on.</param>
/// <param name="Lower">Lower bound; left out where the data refute the assumptions.</param>
/// <param name="Upper">Upper bound; likewise.</param>
/// <param name="Sharp">Can no better ones be given under the assumptions?</param>
/// <param name="Refuted">Do the data contradict the assumptions?</param>
/// <param name="Statement">They in words.</param>
/// <param name="Assumptions">What they rest on.</param>
/// <param name="AttainedBy">How the bounds are reached; left out where nothing shows that they are.</param>
/// <param name="Models">A population at each bound that gives these very data.</param>
public sealed record BoundsReport(
    BoundsKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Lower,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Upper,
    bool Sharp,
    bool Refuted,
    string Statement,
    ImmutableArray<string> Assumptions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AttainedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExtremeModels? Models);

/// <summary>Populations at the two bounds.</summary>
/// <param name="Lower">That at the lower bound.</param>
/// <param name="Upper">That at the upper bound.</param>
public sealed record ExtremeModels(ImmutableArray<ModelPart> Lower, ImmutableArray<ModelPart> Upper);

/// <summary>A part of a population whose units respond alike.</summary>
/// <param name="Share">Its share of all units.</param>
/// <param name="Responses">
/// By variable, its level for each setting of the variable's causes, such as <c>{"Y": {"X=0": "0", "X=1": "1"}}</c>; <c>always</c> where nothing
/// else decides it, <c>as seen</c> where it is what the row says.
/// </param>
public sealed record ModelPart(double Share, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Responses);

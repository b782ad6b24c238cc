using Isl.Grains.Words;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>What one part of an answer says in words.</summary>
/// <param name="Summary">It in a sentence or two.</param>
/// <param name="Reasoning">The steps.</param>
/// <param name="Basis">The methods.</param>
/// <param name="Assumptions">What must hold.</param>
/// <param name="Caveats">What limits it.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="IsCut">Whether time ran out.</param>
internal sealed record SensitivityPart(
    string Summary,
    IReadOnlyList<Finding> Reasoning,
    Finding Basis,
    IReadOnlyList<Finding> Assumptions,
    IReadOnlyList<Finding> Caveats,
    double Confidence,
    bool IsCut = false);

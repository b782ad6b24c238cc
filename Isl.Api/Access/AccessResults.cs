using Isl.Api.Answers;
using Isl.Grains.Hosting.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Isl.Api.Access;

/// <summary>Answers who may not ask: 401 without a good key, 403 with one that is not good for this.</summary>
internal sealed class AccessResults(KeyRing keys) : IAuthorizationMiddlewareResultHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        var isForAdmins = policy.Requirements.OfType<AdminRequirement>().Any();
        if (isForAdmins && !keys.HasAdminKeys)
        {
            await new ProblemResult(
                ProblemTypes.Forbidden, "Operator actions are switched off; set ISL_ADMIN_KEYS to switch them on.").ExecuteAsync(context);
            return;
        }

        if (authorizeResult.Forbidden)
        {
            await new ProblemResult(ProblemTypes.Forbidden, "This call needs an admin key; the key that was sent is not one.").ExecuteAsync(context);
            return;
        }

        await context.ChallengeAsync();
        var isUnknown = (await context.AuthenticateAsync()).Failure is not null; // held from before: nothing is looked up again
        await new ProblemResult(
            ProblemTypes.Unauthorized,
            isUnknown ? "The key that was sent is not known." : isForAdmins ? "This call needs an admin key." : "This call needs a key.")
            .ExecuteAsync(context);
    }
}

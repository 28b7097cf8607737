package models

// LetterStartSet is what an office that has no letter templates can take over
// and then change: each an entry for a new template.
var LetterStartSet = []LetterTemplateInput{
	{
		Title: "Award letter", Use: LetterAward, Subject: "{project}: award of {amount}",
		Text: `Dear {organisation}
Thank you for your application to {fund}. I am pleased to tell you that on {decided} a grant of {amount} was awarded for {project}.
The grant is for this purpose: {purpose}
It is given because the project will help to reduce crime and disorder: {reasons}
It is given under these conditions:
{conditions}
No payment can be made before the grant agreement is signed. The Commissioner must publish every crime and disorder reduction grant, with its recipient, purpose, conditions and reasons.
Please quote {reference} whenever you write to us.
Yours sincerely
{officer}
On behalf of the Police and Crime Commissioner`,
	},
	{
		Title: "Award letter without conditions", Use: LetterAward, Subject: "{project}: award of {amount}",
		Text: `Dear {organisation}
Thank you for your application to {fund}. I am pleased to tell you that on {decided} a grant of {amount} was awarded for {project}.
The grant is for this purpose: {purpose}
It is given because the project will help to reduce crime and disorder: {reasons}
No payment can be made before the grant agreement is signed. The Commissioner must publish every crime and disorder reduction grant, with its recipient, purpose and reasons.
Please quote {reference} whenever you write to us.
Yours sincerely
{officer}
On behalf of the Police and Crime Commissioner`,
	},
	{
		Title: "Decline letter", Use: LetterDecline, Subject: "{project}: your application to {fund}",
		Text: `Dear {organisation}
Thank you for your application to {fund} for {project}. I am sorry to tell you that on {decided} it was decided not to award a grant.
The reason is this: {declined}
This decision does not keep you from applying to a later round.
Please quote {reference} whenever you write to us.
Yours sincerely
{officer}
On behalf of the Police and Crime Commissioner`,
	},
}

CREATE TABLE "message_prices" (
	"wedding_id" uuid NOT NULL,
	"country" text NOT NULL,
	"category" text NOT NULL,
	"price" integer NOT NULL,
	"currency" text NOT NULL,
	CONSTRAINT "message_prices_wedding_id_country_category_pk" PRIMARY KEY("wedding_id","country","category"),
	CONSTRAINT "message_prices_country" CHECK (country ~ '^[A-Z]{2}$'),
	CONSTRAINT "message_prices_category" CHECK (category in ('MARKETING', 'UTILITY')),
	CONSTRAINT "message_prices_price" CHECK (price between 0 and 10000000),
	CONSTRAINT "message_prices_currency" CHECK (currency ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
ALTER TABLE "message_prices" ADD CONSTRAINT "message_prices_wedding_id_weddings_id_fk" FOREIGN KEY ("wedding_id") REFERENCES "public"."weddings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
SELECT fence.protect('message_prices');
